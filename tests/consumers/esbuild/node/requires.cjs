const { checkCallback } = require('onerway-edge');
const { told } = require('../sample/told.mjs');

console.log(told(checkCallback));
