/* global Module */
// Session, as engine.d.ts describes it: its methods are the module's functions "Session.…", which take
// the session's number. Emscripten's own classes would weigh more than all the rest of them.

function Session(lab, preset, inputs) {
  this.number = Module['Session.open'](lab, preset, inputs);
}

function numberOf({ number }) {
  if (number < 0) throw new Error('This session is deleted.');
  return number;
}

for (const name of [
  'info',
  'advance',
  'frame',
  'set',
  'extend',
  'ask',
  'fingerprint',
  'network',
  'save',
  'embeddings',
  'wordVectors',
]) {
  Session.prototype[name] = function (...values) {
    return Module['Session.' + name](numberOf(this), ...values);
  };
}

const partsOf = (session, ...values) => Module['Session.parts'](numberOf(session), ...values);

Session.prototype['openParts'] = function () {
  return partsOf(this, 'open', 0, 0, null);
};
Session.prototype['computeParts'] = function (first, count) {
  partsOf(this, 'compute', first, count, null);
};
Session.prototype['writtenParts'] = function () {
  return partsOf(this, 'write', 0, 0, null);
};
Session.prototype['readParts'] = function (bytes) {
  partsOf(this, 'read', 0, 0, bytes);
};
Session.prototype['catchUp'] = function (file) {
  partsOf(this, 'catch up', 0, 0, file);
};

Session.prototype['delete'] = function () {
  Module['Session.delete'](numberOf(this));
  this.number = -1;
};

/** What gives the session of a saved run. */
const loading = (toAsk) => (file) =>
  Object.assign(Object.create(Session.prototype), { number: Module['Session.load'](file, toAsk) });

Module['Session'] = Session;
Module['load'] = loading(false);
Module['loadToAsk'] = loading(true);
