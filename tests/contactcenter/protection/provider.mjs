// A certified OpenID provider of its own process, for the tests: whoever says a name is believed.
// argv: the only address it may send people back to, the client's secret. Prints its issuer.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [back, secret] = process.argv.slice(2);
const GROUPS = { anna: ["staff", "okienko-agents"], iza: ["okienko-supervisors"], obcy: ["staff"], nowa: ["okienko-agents"] };
const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "okienko", client_secret: secret, redirect_uris: [back], post_logout_redirect_uris: [new URL("/sign-in", back).href] }],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"] },
    cookies: { keys: ["only in tests"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => {
      const name = id.replace("id-of-", "");
      const said = { sub: id, name: `Pani ${name}`, preferred_username: name, groups: GROUPS[name] ?? [] };
      return { accountId: id, claims: () => said };
    },
  });
  provider.on("server_error", (_context, error) => process.stderr.write(`${error.stack}\n`));
  server.on("request", provider.callback());
  process.stdout.write(`${issuer}\n`);
});
