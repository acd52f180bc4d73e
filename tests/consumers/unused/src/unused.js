import { Onerway, checkCallback } from 'onerway-edge';
import { redisStore } from 'onerway-edge/stores';

document.title = 'a page';
