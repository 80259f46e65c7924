const { jestConfig } = require("@salesforce/sfdx-lwc-jest/config");

const cacheDirectory = "<rootDir>/node_modules/.cache/jest";

module.exports = {
  // Where coverage looks is for the whole run, not for one project.
  projects: [
    { ...jestConfig, collectCoverageFrom: undefined, cacheDirectory, testMatch: ["<rootDir>/force-app/**/*.test.js"] },
    { rootDir: jestConfig.rootDir, cacheDirectory, testEnvironment: "node", testMatch: ["<rootDir>/tests/*.test.js"] },
  ],
  // A safety net: on a busy machine the first case waits for its modules.
  testTimeout: 60_000,
  reporters: ["<rootDir>/tests/libtest-reporter.js"],
};
