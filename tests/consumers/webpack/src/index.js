import { checkCallback } from 'onerway-edge';
import { told } from '../sample/told.mjs';

document.title = told(checkCallback);
