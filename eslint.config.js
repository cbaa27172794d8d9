import js from '@eslint/js';
import globals from 'globals';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['build/', 'dist/', 'dist-single/', 'node_modules/'] },
  js.configs.recommended,
  typescript.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['web/**'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TemplateElement[value.raw=/[^.]style=/]',
          message: "A page's policy blocks the attribute: set the property, .style=${…}.",
        },
      ],
    },
  },
  {
    files: ['scripts/**', 'tests/**', '*.js', 'web/vite.config.ts'],
    languageOptions: { globals: globals.node },
  },
  { files: ['tests/bench/*.js'], languageOptions: { globals: { Worker: false, self: false } } },
  // A browser test also holds functions that run in the page.
  { files: ['tests/browser/**'], languageOptions: { globals: globals.browser } },
);
