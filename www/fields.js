// Which inputs each kind of query has, and what they start with.

const time = { hint: 'yyyy-MM-dd HH:mm:ss', size: 'time' };
const list = { hint: 'separated by commas, without spaces', size: 'wide' };

/** `keeps` names the value that an input goes on with when the kind changes: its own unless set. */
const inputs = {
  paymentId: { hint: 'one id', size: 'wide' },
  transactionIds: list,
  merchantTxnIds: list,
  chargebackIds: list,
  originTransactionIds: list,
  txnTypes: { ...list, hint: 'SALE, REFUND, ...: separated by commas, without spaces; needs both times' },
  startTime: time,
  endTime: time,
  importTimeStart: { ...time, keeps: 'startTime' },
  importTimeEnd: { ...time, keeps: 'endTime' },
  current: { hint: 'page, from 1' },
  size: { hint: 'records, to 100' },
};

const names = {
  transactions: ['transactionIds', 'merchantTxnIds', 'txnTypes', 'startTime', 'endTime', 'current', 'size'],
  payments: ['paymentId', 'transactionIds', 'merchantTxnIds', 'txnTypes', 'startTime', 'endTime', 'current', 'size'],
  chargebacks: [
    'chargebackIds', 'originTransactionIds', 'merchantTxnIds', 'importTimeStart', 'importTimeEnd', 'current', 'size',
  ],
};

export const kinds = Object.keys(names);

export const inputsOf = (kind) => names[kind].map((name) => ({ name, keeps: name, ...inputs[name] }));

const settings = { merchantNo: '800209', environment: 'sandbox', secret: '59c5b49a58c74340b28ecc68004e815a' };

/** The three requests of Onerway's document "transaction order query", with the secret published for them. */
export const samples = [
  {
    title: 'Two ids, one day',
    settings,
    params: {
      transactionIds: '1815627803950186496,1815621472153370624',
      startTime: '2024-07-23 00:00:00',
      endTime: '2024-07-24 00:00:00',
      current: '1',
    },
    signature: '5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9',
    remark: "Equal to the signature in Onerway's document.",
  },
  {
    title: 'One id',
    settings,
    params: { transactionIds: '1826814232868814848', current: '1' },
    signature: '64aaf970c33ed11f6ae8d16dccf3ec30858da3077789a918402ca7d9133bb3cd',
    remark: "Equal to the signature in Onerway's document.",
  },
  {
    title: 'Refunds of a day',
    settings,
    params: {
      txnTypes: 'REFUND',
      startTime: '2024-07-24 00:00:00',
      endTime: '2024-07-25 00:00:00',
      current: '1',
    },
    signature: '402693b16acdef634a90892804134920275ef9f5fcc4c3e3f67415c87b45cdf3',
    remark: "Right for this request. Onerway's document prints the first sample's signature here, by mistake.",
  },
];
