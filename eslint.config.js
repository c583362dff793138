import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Only these folders may open sockets (see .dependency-cruiser.cjs for the module side of the same rule). */
const NETWORK_FOLDERS = ['core/portal/**', 'core/model-files/**', 'core/demo/**', 'core/web/**', 'test/**'];

export default defineConfig(
  globalIgnores(['dist', 'out', 'stubs', 'node_modules', '.cache']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.cjs', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-params': ['error', 3],
      eqeqeq: ['error', 'always'],
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A number in a template string is what people mean.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // React event handlers and void callbacks: `onClick={() => save()}` reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Index access after a bounds check in numeric loops; noUncheckedIndexedAccess makes the alternative noise.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['core/**', 'renderer/**', 'electron/**'],
    ignores: NETWORK_FOLDERS,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only the portal and the model manager talk to the network.' },
      ],
    },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
    extends: [hooks.configs.flat.recommended],
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
