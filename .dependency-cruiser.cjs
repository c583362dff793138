/** Who may import whom. The reasons stand in docs/architecture.md; type-only imports count too. */
const OPEN_TO_LEAVES = 'domain/|errors\\.ts$|ports\\.ts$|texts/|outgoing/index\\.ts$';
const LEAVES =
  'portal|audio|speech|language|model-files|reports|talk|scorecards|qualification|drafts|vocabulary|secrets|folder-source|voximplant|categories';

/** A rule: nothing in `from` may import anything in `to`. */
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    forbid('core-is-electron-free', { path: '^core/' }, { path: '^(electron|renderer)/|node_modules/electron/' }),
    forbid(
      'domain-imports-nothing',
      { path: '^core/(domain/|errors\\.ts)' },
      { path: '^core/(?!domain/|errors\\.ts)' },
    ),
    forbid('texts-know-domain-only', { path: '^core/texts/' }, { path: `^core/(?!${OPEN_TO_LEAVES})` }),
    forbid('ports-know-domain-only', { path: '^core/ports\\.ts$' }, { path: '^core/(?!domain/|errors\\.ts$)' }),
    forbid(
      'inference-knows-domain-only',
      { path: '^core/inference/' },
      { path: `^core/(?!inference/|${OPEN_TO_LEAVES})` },
    ),
    forbid(
      'outgoing-knows-domain-only',
      { path: '^core/outgoing/' },
      { path: '^core/(?!outgoing/|domain/|errors\\.ts$|ports\\.ts$)' },
    ),
    forbid(
      'leaf-modules-are-strangers',
      { path: `^core/(${LEAVES})/` },
      { path: `^core/(?!${OPEN_TO_LEAVES}|inference/|$1/)` },
    ),
    forbid('store-knows-domain-only', { path: '^core/store/' }, { path: `^core/(?!store/|${OPEN_TO_LEAVES})` }),
    forbid('pipeline-below-app', { path: '^core/pipeline/' }, { path: '^core/(app|api|web|cli|demo)' }),
    forbid('api-below-hosts', { path: '^core/(api|app)' }, { path: '^core/(web|cli)/' }),
    forbid(
      'enter-modules-by-the-door',
      { path: '^core/([^/]+)/' },
      { path: '^core/(?!domain/|texts/)[^/]+/', pathNot: '^core/($1/|[^/]+/index\\.ts$)' },
    ),
    forbid(
      'enter-core-by-the-door',
      { path: '^(core/[^/]+\\.ts$|scripts/|electron/)' },
      { path: '^core/(?!domain/|texts/)[^/]+/', pathNot: '^core/[^/]+/index\\.ts$' },
    ),
    forbid(
      'electron-is-thin',
      { path: '^electron/' },
      { path: '^(renderer/|core/(store|portal|speech|language|audio|reports)/)' },
    ),
    forbid(
      'renderer-sees-contract-only',
      { path: '^renderer/' },
      { path: '^(electron/|core/(?!api/|domain/|errors\\.ts$|texts/))' },
    ),
    forbid('renderer-has-no-node', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    forbid(
      'screens-are-strangers',
      { path: '^renderer/screens/([^/]+)/' },
      { path: '^renderer/screens/', pathNot: '^renderer/screens/$1/' },
    ),
    forbid('nobody-imports-tests', { pathNot: '^test/' }, { path: '^test/' }),
    forbid('sqlite-in-store-only', { pathNot: '^(core/store/|test/)' }, { path: 'node_modules/better-sqlite3' }),
    forbid(
      'ml-runtimes-in-two-folders',
      { path: '^(core|electron|renderer)/', pathNot: '^core/(inference|speech/engines)/' },
      { path: 'node_modules/(onnxruntime-node|onnxruntime-common|@huggingface/transformers)' },
    ),
    forbid(
      'network-in-few-folders',
      {
        path: '^(core|electron|renderer)/',
        pathNot: '^core/(outgoing|portal|demo|web|speech/engines/whisper)/',
      },
      { path: '^(node:)?(http|https|http2|net|tls|dgram)$|node_modules/(undici|axios|ws|@bitrix24)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
