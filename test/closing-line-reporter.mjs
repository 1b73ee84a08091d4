/** Closes a run with one plain line that any reader of logs understands. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(`\nTests: ${String(results.numPassedTests)} passed, ${String(failed)} failed\n`);
  }
}
