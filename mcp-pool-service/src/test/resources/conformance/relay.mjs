// What the conformance tool starts as the client: it has the test, in which the client runs, do the scenario.
const [test, server] = process.argv.slice(2);
const { MCP_CONFORMANCE_SCENARIO: scenario, MCP_CONFORMANCE_CONTEXT: context } = process.env;
const done = await fetch(test, { method: 'POST', body: JSON.stringify({ scenario, server, context: JSON.parse(context ?? '{}') }) });
console.log(await done.text());
process.exitCode = done.ok ? 0 : 1;
