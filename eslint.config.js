import parser from "@babel/eslint-parser";
import { config as hubspotRules } from "@hubspot/eslint-config-ui-extensions";

/** HubSpot's rules for what runs in its worker. Everything else is oxlint's; Babel parses, since it knows TypeScript 7's syntax. */
export default hubspotRules
  .filter(({ plugins }) => plugins)
  .map((rules) => ({
    ...rules,
    files: ["hubspot-app/**/*.{ts,tsx}"],
    languageOptions: {
      ...rules.languageOptions,
      parser,
      parserOptions: {
        requireConfigFile: false,
        babelOptions: { babelrc: false, configFile: false, parserOpts: { plugins: ["typescript", "jsx"] } },
      },
    },
  }));
