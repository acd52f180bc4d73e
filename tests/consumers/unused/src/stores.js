import { memoryStore } from 'onerway-edge/stores';

document.title = typeof memoryStore().claim;
