// Runs a .tflite model in the official TFLite runtime (WebAssembly, scalar build, one thread), without a browser.
//
//   node run-tflite.mjs MODEL.tflite INPUTS.bin OUTPUTS.bin [MODEL.tflite INPUTS.bin OUTPUTS.bin]...
//
// One model after another. INPUTS.bin holds the raw values of one or more inferences: for each, every input tensor in the model's order, in the
// tensor's own type (int8 as bytes, float32 little-endian). OUTPUTS.bin receives, for each inference, every output
// tensor likewise. Prints one JSON line a model: {"inferences", "inputs", "outputs"} with type and shape of each tensor.
// Exit code 2 for wrong arguments or a missing package, 1 for a model that the runtime refuses.
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

function fail(code, message) {
  console.error(message);
  process.exit(code);
}

function list(vector) {
  const items = [];
  for (let i = 0; i < vector.size(); i++) {
    items.push(vector.get(i));
  }
  return items;
}

/** The bytes of a tensor in the WebAssembly memory; asked for anew each time, since that memory may move as it grows. */
function bytesOf(tensor) {
  const view = tensor.data();
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function size(tensors) {
  return tensors.reduce((sum, tensor) => sum + bytesOf(tensor).length, 0);
}

function describe(tensors) {
  return tensors.map((t) => ({name: t.name, type: t.dataType, shape: t.shape}));
}

async function loadRuntime() {
  const require = createRequire(import.meta.url);
  let folder;
  try {
    folder = join(dirname(require.resolve('@tensorflow/tfjs-tflite/package.json')), 'wasm');
  } catch {
    fail(2, 'The package (@tensorflow/tfjs-tflite) is not installed.\n'
        + 'Maybe run "npm ci --ignore-scripts" beside run-tflite.mjs.');
  }
  // The glue only knows web pages and workers: this makes it believe that it is a worker.
  globalThis.importScripts = () => {};
  globalThis.self = {location: {href: ''}};
  const quiet = () => {};
  return require(join(folder, 'tflite_web_api_cc.js'))({
    wasmBinary: readFileSync(join(folder, 'tflite_web_api_cc.wasm')),
    print: quiet,
    printErr: (text) => /^INFO|^I\d{4}/.test(text) || console.error(text),
  });
}

function run(runtime, modelFile, inputFile, outputFile) {
  const model = readFileSync(modelFile);
  const given = readFileSync(inputFile);
  const address = runtime._malloc(model.length);
  runtime.HEAPU8.set(model, address);
  const created = runtime.TFLiteWebModelRunner.CreateFromBufferAndOptions(
      address, model.length, {numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 1024});
  if (!created.ok()) {
    fail(1, `The runtime refuses the model (${modelFile}): ${created.errorMessage()}`);
  }
  const runner = created.value();
  const inputs = list(runner.GetInputs());
  const outputs = list(runner.GetOutputs());
  const inputSize = size(inputs);
  if (inputSize === 0 || given.length === 0 || given.length % inputSize !== 0) {
    fail(2, `The inputs (${inputFile}) are ${given.length} bytes, not a multiple of the model's ${inputSize}.`);
  }
  const inferences = given.length / inputSize;
  const results = [];
  for (let i = 0, from = 0; i < inferences; i++) {
    for (const tensor of inputs) {
      const bytes = bytesOf(tensor);
      bytes.set(given.subarray(from, from + bytes.length));
      from += bytes.length;
    }
    if (!runner.Infer()) {
      fail(1, `The runtime fails in inference ${i} of the model (${modelFile}).`);
    }
    for (const tensor of outputs) {
      results.push(Buffer.from(bytesOf(tensor)));
    }
  }
  writeFileSync(outputFile, Buffer.concat(results));
  console.log(JSON.stringify({inferences, inputs: describe(inputs), outputs: describe(outputs)}));
}

const files = process.argv.slice(2);
if (files.length === 0 || files.length % 3 !== 0) {
  fail(2, 'Usage: node run-tflite.mjs MODEL.tflite INPUTS.bin OUTPUTS.bin [MODEL.tflite INPUTS.bin OUTPUTS.bin]...');
}
const runtime = await loadRuntime();
for (let i = 0; i < files.length; i += 3) {
  run(runtime, ...files.slice(i, i + 3));
}
