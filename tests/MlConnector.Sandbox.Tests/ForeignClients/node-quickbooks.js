// Reads, queries, changes and watches a company with the most used client for Node.
const assert = require('node:assert');
const { promisify } = require('node:util');
const QuickBooks = require('node-quickbooks');

const { QUICKBOOKS, CLIENT_ID, CLIENT_SECRET, REALM, REFRESH_TOKEN } = process.env;
QuickBooks.V3_ENDPOINT_BASE_URL = `${QUICKBOOKS}/v3/company/`;
QuickBooks.TOKEN_URL = `${QUICKBOOKS}/oauth2/v1/tokens/bearer`;

(async () => {
  const qbo = new QuickBooks(CLIENT_ID, CLIENT_SECRET, 'none yet', false, REALM, true, false, 75, '2.0', REFRESH_TOKEN);
  const call = (name, ...args) => promisify(qbo[name].bind(qbo))(...args);

  await call('getCompanyInfo', REALM).then(() => assert.fail('no token'), e => assert.strictEqual(e.response.status, 401));
  await call('refreshAccessToken');

  const info = await call('getCompanyInfo', REALM);
  assert.strictEqual(info.Id, '1');
  const preferences = await call('getPreferences');
  assert.strictEqual(preferences.CurrencyPrefs.HomeCurrency.value, 'USD');

  const all = await call('findBills', [{ field: 'fetchAll', value: true }, { field: 'limit', value: 7 }, { field: 'asc', value: 'TxnDate' }]);
  assert.strictEqual(all.QueryResponse.Bill.length, 20);
  const count = await call('findBills', [{ count: true }, { field: 'TotalAmt', value: '0', operator: '>' }]);
  assert.strictEqual(count.QueryResponse.totalCount, 20);
  const named = await call('findVendors', [{ field: 'DisplayName', value: "Bob's Burger Joint", operator: '=' }]);
  assert.strictEqual(named.QueryResponse.Vendor.length, 1);
  const none = await call('findVendors', [{ field: 'DisplayName', value: 'Nobody 100%', operator: '=' }]);
  assert.deepStrictEqual(none.QueryResponse, {});

  const since = new Date();
  const vendor = await call('createVendor', { DisplayName: 'Zoë & Søn 🌷' });
  const account = (await call('findAccounts', [{ field: 'AccountType', value: 'Expense', operator: '=' }])).QueryResponse.Account[0];
  const bill = await call('createBill', {
    VendorRef: { value: vendor.Id },
    Line: [{ Amount: 80, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: account.Id } } }],
  });
  assert.strictEqual(bill.TotalAmt, 80);
  const changed = await call('updateBill', { Id: bill.Id, SyncToken: bill.SyncToken, sparse: true, PrivateNote: 'changed' });
  assert.strictEqual(changed.SyncToken, '1');
  await call('updateBill', { Id: bill.Id, SyncToken: bill.SyncToken, sparse: true }).then(() => assert.fail('stale'), e => assert.strictEqual(e.response.data.Fault.Error[0].code, '5010'));

  const bank = (await call('findAccounts', [{ field: 'AccountType', value: 'Bank', operator: '=' }])).QueryResponse.Account[0];
  const payment = await call('createBillPayment', {
    VendorRef: { value: vendor.Id }, TotalAmt: 80, PayType: 'Check', CheckPayment: { BankAccountRef: { value: bank.Id } },
    Line: [{ Amount: 80, LinkedTxn: [{ TxnId: bill.Id, TxnType: 'Bill' }] }],
  });
  assert.strictEqual((await call('getBill', bill.Id)).Balance, 0);
  await call('deleteBillPayment', payment.Id);
  await call('deleteBill', bill.Id);
  await call('getBill', bill.Id).then(() => assert.fail('deleted'), e => {
    assert.strictEqual(e.response.status, 400);
    assert.strictEqual(e.response.data.Fault.Error[0].code, '610');
  });

  const cdc = await call('changeDataCapture', ['Vendor', 'Bill', 'Class'], new Date(since.getTime() - 5000));
  const groups = cdc.CDCResponse[0].QueryResponse;
  assert.ok(groups.find(g => g.Vendor).Vendor.some(v => v.DisplayName === 'Zoë & Søn 🌷'));
  assert.strictEqual(groups.find(g => g.Bill).Bill.at(-1).status, 'Deleted');

  const batch = await call('batch', [{ bId: '1', Query: 'select * from Term' }, { bId: '2', Query: 'select count(*) from Bill' }]);
  assert.strictEqual(batch.BatchItemResponse.find(i => i.bId === '2').QueryResponse.totalCount, 20);
})().catch(e => { console.error(e.stack, JSON.stringify(e.response?.data)); process.exit(1); });
