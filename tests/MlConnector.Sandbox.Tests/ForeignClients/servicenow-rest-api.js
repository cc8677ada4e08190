// Creates, finds, changes and deletes a record with a client that insists on https.
const assert = require('node:assert');
const ServiceNow = require('servicenow-rest-api');

const { INSTANCE, USER_NAME, PASSWORD } = process.env;

(async () => {
  const instance = new ServiceNow(INSTANCE, USER_NAME, PASSWORD);
  const call = (name, ...args) => new Promise((resolve, reject) =>
    instance[name](...args, answer => answer instanceof Error ? reject(answer) : resolve(answer)));

  const supplier = await call('createNewTask', { name: 'Zoë & Søn 🌷', correlation_id: 'QBO-1-Vendor-1' }, 'sn_fin_supplier');
  assert.strictEqual(supplier.name, 'Zoë & Søn 🌷');
  const invoice = await call('createNewTask', { number: 'n', supplier: 'Zoë & Søn 🌷', correlation_id: 'QBO-1-Bill-1', invoice_amount: 80.5, nonsense: 1 }, 'sn_apo_invoice');
  assert.strictEqual(invoice.supplier.display_value, 'Zoë & Søn 🌷');
  assert.strictEqual(invoice.invoice_amount, '80.5');
  assert.ok(!('nonsense' in invoice));

  const rows = await call('getTableData', ['correlation_id', 'invoice_amount'], ['correlation_id=QBO-1-Bill-1', 'invoice_amount>=80'], 'sn_apo_invoice');
  assert.deepStrictEqual(rows, [{ correlation_id: 'QBO-1-Bill-1', invoice_amount: '80.5' }]);
  const sample = await call('getSampleData', 'sn_apo_invoice');
  assert.strictEqual(sample.length, 1);

  await call('getTableData', [], [], 'no_such_table').then(() => assert.fail('no such table'), e => {
    assert.strictEqual(e.response.status, 400);
    assert.strictEqual(e.response.data.error.message, 'Invalid table no_such_table');
  });
  const stranger = new ServiceNow(INSTANCE, USER_NAME, 'wrong');
  await new Promise(resolve => stranger.getSampleData('sn_apo_invoice', e => {
    assert.strictEqual(e.response.status, 401);
    resolve();
  }));
})().catch(e => { console.error(e.stack, JSON.stringify(e.response?.data)); process.exit(1); });
