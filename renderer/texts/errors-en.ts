/** Error texts in English; the Russian ones are the core's, shared with the command line and reports. */

import type { ErrorCode } from '#core/errors.ts';
import type { ErrorText } from '#core/texts/errors.ts';

const text = (title: string, advice: string): ErrorText => ({ title, advice });

export const ERRORS_EN: Readonly<Record<ErrorCode, ErrorText>> = {
  'portal.bad-url': text('The webhook address is not recognised', 'Copy it from Bitrix24 in full.'),
  'portal.unreachable': text('The portal does not answer', 'Check the internet; what is downloaded is kept.'),
  'portal.bad-answer': text('The portal answered in an unknown way', 'A proxy may stand in between. Try later.'),
  'portal.certificate': text('The portal’s certificate failed the check', 'Name your certificate authority’s file.'),
  'portal.proxy': text(
    'The proxy server does not let requests through to the portal',
    'Check the address, name and password of the proxy (variable HTTPS_PROXY), or ask your network administrator.',
  ),
  'portal.unauthorized': text('The portal refused the webhook', 'Make a new webhook and set it.'),
  'portal.forbidden': text('Not enough rights on the portal', 'Make the webhook as an administrator.'),
  'portal.missing-scope': text('The webhook lacks a permission', 'Tick it on the portal and save.'),
  'portal.plan': text('The portal’s plan has no REST access', 'A commercial plan is needed.'),
  'portal.rate-limited': text('The portal asks to wait', 'The download goes on by itself.'),
  'portal.overloaded': text('The portal is blocked because of load', 'Only Bitrix24 support can lift it.'),
  'portal.closed': text('The portal is closed', 'Check its address.'),
  'portal.moved': text(
    'The portal has moved',
    'If the new address is right, confirm it in the connection. The key is not sent there before.',
  ),
  'portal.ignored-filter': text('The portal sent other calls than asked for', 'Please report this.'),
  'portal.method-missing': text('The portal lacks a method', 'Update it or install the telephony module.'),
  'portal.bad-request': text('The portal rejected a request', 'This looks like our mistake. Please report it.'),
  'voximplant.unreachable': text('Voximplant does not answer', 'Check the internet and try again later.'),
  'voximplant.unauthorized': text(
    'Voximplant did not accept the account number or the key',
    'Check both in its control panel. The key needs the right to read the call history.',
  ),
  'voximplant.rate-limited': text('Voximplant asks to wait', 'Try again later: what was loaded is kept.'),
  'voximplant.rejected': text('Voximplant rejected the request for the call history', 'Try a shorter period.'),
  'voximplant.bad-answer': text(
    'Voximplant gave an unexpected answer',
    'A proxy may stand in between. Try again later.',
  ),
  'recording.pending': text('The recording is not on the portal yet', 'It will be downloaded later.'),
  'recording.missing': text('The call has no recording', 'Check that the line records calls.'),
  'recording.deleted': text('The recording was deleted on the portal', 'Only its administrator can restore it.'),
  'recording.forbidden': text(
    'No rights to the recording',
    'Make the webhook as an administrator. From a storage that asks to sign in, download and import the recordings.',
  ),
  'recording.not-audio': text('Another file came instead of a recording', 'Try again later.'),
  'recording.too-large': text('The recording is too large', 'Check that it is one call.'),
  'recording.incomplete': text('The recording came incomplete', 'It will be downloaded again.'),
  'audio.unknown-format': text(
    'The file does not look like audio',
    'WAV, MP3, FLAC, Ogg, WebM, M4A, AAC and AMR are supported.',
  ),
  'audio.unsupported-codec': text(
    'The format is not supported',
    'Have the telephone system record MP3 or WAV, or save the file as one of them.',
  ),
  'audio.corrupt': text('The audio file is damaged', 'Download or export it again.'),
  'audio.empty': text('The file holds no sound', 'Download or export it again.'),
  'audio.silent': text('There is no speech in the recording', 'Nothing to transcribe.'),
  'audio.too-long': text('The recording is too long', 'Cut it into parts.'),
  'file.not-found': text('The file was not found', 'Check its path and name.'),
  'file.unreadable': text('The file cannot be read', 'Check its permissions and the disk.'),
  'disk.full': text('The disk is full', 'Free some space; the work goes on where it stopped.'),
  'model.missing': text('The model is not installed', 'Install it or restore the program’s files.'),
  'model.corrupt': text('The model’s file is damaged', 'Install the model again.'),
  'model.unknown': text('There is no such model', 'See the list of models.'),
  'model.unrecognised': text('The model was not recognised', 'Choose the folder with all its files.'),
  'model.download-failed': text('The model was not downloaded', 'Try again: the download goes on where it stopped.'),
  'engine.unknown': text('Unknown speech engine', 'See razbor models list.'),
  'engine.not-built': text(
    'The program that runs Whisper models is missing',
    'Build it with npm run build:whisper, or choose another speech model: T-one and GigaAM work without it.',
  ),
  'engine.crashed': text('Recognition crashed on this recording', 'The others are done. Try this one again.'),
  'store.newer-than-app': text('The database is of a newer version', 'Update the program.'),
  'store.corrupt': text('The database is damaged', 'Restore it from the copy beside it; recordings are safe.'),
  'store.locked': text('Another copy of Razbor uses this folder', 'Close it or choose another folder.'),
  'secrets.exposed': text('The file with the portal’s key is open to others', 'Close it with chmod 600.'),
  'network.offline': text('Work without network is on', 'Turn it off in Settings → Data.'),
  'work.running': text('Other work is going on', 'Wait for its end, or stop it, and repeat.'),
  'backup.invalid': text('This is no backup of Razbor', 'Choose a .db file that Razbor has written. Nothing changed.'),
  'portal.not-connected': text('Bitrix24 is not connected', 'Connect it in Settings → Bitrix24.'),
  'input.invalid': text('Invalid input', 'Check the values.'),
  'job.cancelled': text('Stopped', 'What is done is kept. Start again to go on.'),
  internal: text('Internal error', 'Details are in the log. Please report it.'),
};
