#!/bin/sh
# Trains the bundled speech model again: shards of synthetic speech, training, figures, export.
#
# usage: train.sh WORK_FOLDER [MINUTES [THREADS]]
# Needs Debian packages only: python3-torch python3-numpy python3-scipy espeak-ng festival festvox-ru hunspell-ru
# hunspell-tools lame sox. CORPUS names the folder of .jsonl lines, INIT the weights to go on from, VERSION the new version.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$1
minutes=${2:-70}
threads=${3:-1}
corpus=${CORPUS:-$here/../corpus}
python=/usr/bin/python3
mkdir -p "$work/shards"
make() { [ -e "$4" ] || $python "$here/synthesize.py" "$1" "$2" "$3" "$4" "$corpus"; }

make seen 150 1 "$work/seen.npz"
make held 150 2 "$work/held.npz"
for seed in 100 101 102 103 104 105 106 107 108 109; do make corpus 3000 $seed "$work/shards/corpus-$seed.npz"; done
make festival 700 300 "$work/shards/festival-300.npz"
make festival 1200 301 "$work/shards/festival-301.npz"
make festival 1200 302 "$work/shards/festival-302.npz"
make random 3000 400 "$work/shards/random-400.npz"
make random 3000 401 "$work/shards/random-401.npz"

INIT=${INIT-$here/bundled-ru-8k.pt} $python -u "$here/train.py" "$minutes" "$threads" "$work/model" "$work/shards" "$work/seen.npz" "$work/held.npz"
$python "$here/measure.py" "$work/model.pt" "$corpus" "$work/seen.npz" "$work/held.npz"
[ -z "${VERSION:-}" ] || $python "$here/export.py" "$work/model.pt" "$here/../../bundled/speech" "$VERSION"
