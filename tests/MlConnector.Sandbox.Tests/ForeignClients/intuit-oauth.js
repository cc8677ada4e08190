// Walks a grant from consent to revocation with Intuit's own client.
const assert = require('node:assert');
const https = require('node:https');
const OAuthClient = require('intuit-oauth');

const { QUICKBOOKS, CLIENT_ID, CLIENT_SECRET, REALM } = process.env;

const redirectOf = url => new Promise((resolve, reject) =>
  https.get(url, response => {
    response.resume();
    resolve(response.headers.location);
  }).on('error', reject));

(async () => {
  const client = new OAuthClient({
    clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, environment: 'production', redirectUri: 'http://localhost:5000/callback',
  });
  client.setAuthorizeURLs({
    authorizeEndpoint: `${QUICKBOOKS}/connect/oauth2`,
    tokenEndpoint: `${QUICKBOOKS}/oauth2/v1/tokens/bearer`,
    revokeEndpoint: `${QUICKBOOKS}/v2/oauth2/tokens/revoke`,
    userInfoEndpoint: `${QUICKBOOKS}/none`,
  });

  const consent = client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'round trip' });
  const callback = await redirectOf(consent);
  await client.createToken(callback);
  const first = { ...client.getToken() };
  assert.strictEqual(first.realmId, REALM);
  assert.strictEqual(first.state, 'round trip');
  assert.ok(client.isAccessTokenValid());

  const company = await client.makeApiCall({ url: `${QUICKBOOKS}/v3/company/${REALM}/companyinfo/${REALM}` });
  assert.strictEqual(company.json.CompanyInfo.Id, '1');

  await client.refresh();
  const second = { ...client.getToken() };
  assert.notStrictEqual(second.access_token, first.access_token);
  assert.notStrictEqual(second.refresh_token, first.refresh_token, 'every refresh rotates here');

  await client.refreshUsingToken(first.refresh_token).then(() => assert.fail('the old token was taken'), e => assert.match(JSON.stringify(e.authResponse?.json ?? e.message), /invalid_grant|400/));
  await client.refreshUsingToken(second.refresh_token).then(() => assert.fail('the grant outlived the reuse'), () => {});

  await client.createToken(await redirectOf(consent));
  await client.revoke();
  await client.refresh().then(() => assert.fail('revoked'), () => {});
})().catch(e => { console.error(e); process.exit(1); });
