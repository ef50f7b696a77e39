import js from "@eslint/js";
import vue from "eslint-plugin-vue";
import globals from "globals";
import typescript from "typescript-eslint";

const noBlockingDialogs = ["alert", "confirm", "prompt", "open", "print"].map((property) => ({
  object: "window",
  property,
  message: "It blocks or does nothing in the shell's window; use the screen's own parts or the file doors.",
}));

const onlyDoors = {
  "no-restricted-imports": [
    "error",
    {
      patterns: [
        { group: ["@tauri-apps/*"], message: "Only ui/src/doors knows the shell." },
        { group: ["**/doors/tauri", "**/doors/bridge"], message: "Import from doors; it picks the host." },
      ],
    },
  ],
};

export default typescript.config(
  { ignores: ["**/dist/", "target/", "tests/out/", "src-tauri/", "ui/src/contract.ts", "ui/src/words/labels.ts"] },
  js.configs.recommended,
  typescript.configs.strict,
  vue.configs["flat/recommended"],
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { parser: typescript.parser },
    },
    rules: {
      "no-console": ["error", { allow: ["error", "warn"] }],
      "no-alert": "error",
      "no-restricted-globals": ["error", "open", "print", "event", "name"],
      "no-restricted-properties": ["error", ...noBlockingDialogs],
      eqeqeq: "error",
      "vue/html-self-closing": ["error", { html: { void: "always" } }],
      "vue/no-restricted-syntax": [
        "error",
        {
          selector: "VDirectiveKey[name.name='on'] > .modifiers[name='enter']",
          message: "This Enter may commit an IME composition: use onEnter from parts/keys.",
        },
      ],
      "vue/no-static-inline-styles": "error",
      "vue/no-v-html": "error",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/attributes-order": "off",
      "vue/require-default-prop": "off",
    },
  },
  { files: ["ui/src/**"], ignores: ["ui/src/doors/**"], rules: onlyDoors },
);
