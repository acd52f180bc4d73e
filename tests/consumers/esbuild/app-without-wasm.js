import { checkCallback } from 'onerway-edge/js';
import { told } from './sample/told.mjs';

document.title = told(checkCallback);
