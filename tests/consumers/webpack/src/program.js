import { checkCallback } from 'onerway-edge';
import { told } from '../sample/told.mjs';

console.log(told(checkCallback));
