// The form and the result: reads what is typed, shows what the package makes of it.

import { inputsOf, kinds, samples } from './fields.js';
import { makeRequest } from './request.js';

const settingNames = ['merchantNo', 'environment', 'secret'];
const outputNames = ['signature', 'method', 'url', 'header', 'body', 'curl'];
const TONES = 6;
const ANNOUNCE_AFTER_MS = 700;
const COPIED_FOR_MS = 1500;

const byId = (id) => document.getElementById(id);
const kindSelect = byId('kind');

/** What was typed, also into inputs that the chosen kind does not have. */
const typed = new Map();
/** The finished request, or null. */
let result = null;

// ------------------------------------------------------------------------------------ form

function showParameters() {
  const fields = inputsOf(kindSelect.value).map(({ name, keeps, hint, size }) => {
    const field = byId('field').content.firstElementChild.cloneNode(true);
    const [label, input, hintText, error] = field.children;
    if (size) field.classList.add(size);
    input.id = name;
    input.value = typed.get(keeps) ?? '';
    input.addEventListener('input', () => typed.set(keeps, input.value));
    label.htmlFor = name;
    label.textContent = name;
    hintText.id = `${name}-hint`;
    hintText.textContent = hint;
    error.id = `${name}-error`;
    input.setAttribute('aria-describedby', `${error.id} ${hintText.id}`);
    return field;
  });
  byId('parameters').replaceChildren(...fields);
}

function fillIn({ settings, params }) {
  kindSelect.value = 'transactions';
  for (const name of settingNames) byId(name).value = settings[name];
  typed.clear();
  for (const [name, value] of Object.entries(params)) typed.set(name, value);
  showParameters();
  update();
}

function readForm() {
  const params = {};
  // An input that is left empty is a parameter that is not given.
  for (const { name } of inputsOf(kindSelect.value)) params[name] = byId(name).value || undefined;
  const settings = {};
  for (const name of settingNames) settings[name] = byId(name).value;
  return { params, settings };
}

// ---------------------------------------------------------------------------------- result

function update() {
  const { params, settings } = readForm();
  let failure = null;
  try {
    result = makeRequest(kindSelect.value, params, settings);
  } catch (error) {
    result = null;
    failure = error;
  }
  showFailure(failure);
  showResult();
  announce(byId('summary').textContent);
}

function showFailure(failure) {
  for (const input of byId('query').querySelectorAll('input, select')) {
    const isMeant = failure?.field === input.id;
    byId(`${input.id}-error`).replaceChildren(...(isMeant ? describe(failure) : []));
    if (isMeant) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }
  const summary = byId('summary');
  summary.classList.toggle('failed', failure !== null);
  if (failure) summary.replaceChildren('Not signed. ', ...describe(failure));
  else summary.replaceChildren(`Signed: ${result.segments.length} values and the secret.`);
}

function describe({ code, message }) {
  return code ? [element('code', code), ` ${message}`] : [message];
}

function showResult() {
  for (const name of outputNames) byId(name).textContent = result?.[name] ?? (name === 'method' ? 'POST' : '');
  for (const button of document.querySelectorAll('[data-copy]')) button.disabled = result === null;

  const segments = result?.segments ?? [];
  byId('segments').replaceChildren(
    ...segments.map(({ name, value }, index) => segment(name, value, `tone-${index % TONES}`)),
    ...(result ? [segment('secret', '••••', 'tone-secret')] : []),
  );
  showTonesInForm(segments);

  const sample = samples.find(({ signature }) => signature === result?.signature);
  byId('published').textContent = sample ? `✓ ${sample.remark}` : '';
}

function segment(name, value, tone) {
  const part = element('span');
  part.className = `segment ${tone}`;
  part.title = name;
  part.append(element('span', name), element('span', value));
  part.firstChild.className = 'name';
  part.lastChild.className = 'value';
  return part;
}

/** A label carries the colour that its value has in the canonical string. */
function showTonesInForm(segments) {
  for (const label of byId('query').querySelectorAll('label')) {
    const index = segments.findIndex(({ name }) => name === label.htmlFor);
    label.className = index < 0 ? '' : `tone tone-${index % TONES}`;
  }
}

function element(tag, text = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

let announcement;
/** To a screen reader, once the typing rests. */
function announce(text) {
  clearTimeout(announcement);
  announcement = setTimeout(() => { byId('announcer').textContent = text; }, ANNOUNCE_AFTER_MS);
}

// --------------------------------------------------------------------------------- buttons

async function copy(button) {
  const { copy: name, what } = button.dataset;
  let answer = 'Copied';
  try {
    await navigator.clipboard.writeText(result[name]);
  } catch {
    // No permission, or no secure context: let the person copy.
    getSelection().selectAllChildren(byId(name === 'canonical' ? 'segments' : name));
    answer = 'Selected';
  }
  button.textContent = answer;
  announce(`${answer}: ${what}`);
  setTimeout(() => { button.textContent = 'Copy'; }, COPIED_FOR_MS);
}

function toggleSecret() {
  const hidden = byId('secret').type === 'text';
  byId('secret').type = hidden ? 'password' : 'text';
  byId('show-secret').textContent = hidden ? 'Show' : 'Hide';
  byId('show-secret').setAttribute('aria-label', hidden ? 'Show secret' : 'Hide secret');
}

// ----------------------------------------------------------------------------------- start

kindSelect.append(...kinds.map((kind) => new Option(kind)));
byId('samples').append(
  ...samples.map((sample) => {
    const button = element('button', sample.title);
    button.type = 'button';
    button.addEventListener('click', () => fillIn(sample));
    return button;
  }),
);
for (const button of document.querySelectorAll('[data-copy]')) {
  button.setAttribute('aria-label', `Copy ${button.dataset.what}`);
  button.addEventListener('click', () => copy(button));
}
byId('show-secret').addEventListener('click', toggleSecret);
kindSelect.addEventListener('input', showParameters);
byId('query').addEventListener('input', update);
byId('query').addEventListener('submit', (event) => event.preventDefault());

fillIn(samples[0]);
