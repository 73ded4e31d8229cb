// Put a TLS front before the running site and score it with the rules of the MDN Observatory, from its own package.
// Arguments: the site's port, a certificate for localhost, its key. Prints one line a rule and the score.
import { readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [port, cert, key] = process.argv.slice(2);
const home = dirname(createRequire(join(process.cwd(), "x.js")).resolve("@mdn/mdn-http-observatory/package.json"));
const load = (path) => import(pathToFileURL(join(home, "src", path)));
const { retrieve } = await load("retriever/retriever.js");
const { ALL_TESTS } = await load("constants.js");
const { getGradeForScore, getScoreModifier } = await load("grader/grader.js");

const secure = createSecureServer({ cert: readFileSync(cert), key: readFileSync(key) }, (asked, answer) => {
  const { method, url, headers } = asked;
  asked.pipe(request({ host: "127.0.0.1", port, method, path: url, headers }, (got) => {
    answer.writeHead(got.statusCode, got.headers);
    got.pipe(answer);
  }));
});
const plain = createServer((asked, answer) => {
  answer.writeHead(301, { Location: `https://localhost:${secure.address().port}${asked.url}` }).end();
});
const listen = (server) => new Promise((ready) => server.listen(0, "localhost", ready));
await Promise.all([listen(secure), listen(plain)]);

const seen = await retrieve("localhost", { httpPort: plain.address().port, httpsPort: secure.address().port });
let [score, uncurved] = [100, 100];
for (const rule of ALL_TESTS) {
  const { result } = rule(seen);
  const points = getScoreModifier(result);
  score += points;
  uncurved += Math.min(points, 0);
  console.log(`${rule.name}: ${result} (${points})`);
}
// The Observatory's own rule: points above 100 count only from an A.
const final = uncurved >= 90 ? score : uncurved;
console.log(`Score ${final}, grade ${getGradeForScore(final).grade ?? getGradeForScore(final)}`);
process.exit(final >= 120 ? 0 : 1);
