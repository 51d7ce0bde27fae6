// Runs publicodes on rules and situations told on standard input; says what it found as JSON.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import Engine from "publicodes";

const told = JSON.parse(readFileSync(0, "utf8"));
const quiet = { log() {}, warn() {}, error: console.error };
const engine = new Engine(told.rules, { logger: quiet });

// A right that is `false`, or an amount that is `null` (not applicable), is a no.
function assess(situation) {
  engine.setSituation(situation);
  return told.benefits.map((name) => engine.evaluate(name));
}

function say(situation) {
  const found = assess(situation).map(({ nodeValue }) => nodeValue);
  return Object.fromEntries(told.benefits.map((name, at) => [name, found[at] ?? null]));
}

// The score publicodes gives a question: how much of what is still open stands on it.
function ask(situation) {
  const scores = new Map();
  for (const { missingVariables } of assess(situation)) {
    for (const [name, score] of Object.entries(missingVariables)) {
      scores.set(name, (scores.get(name) ?? 0) + score);
    }
  }
  return [...scores].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function time(work) {
  for (const situation of told.situations.slice(0, told.warm)) work(situation);
  return told.situations.map((situation) => {
    const began = performance.now();
    work(situation);
    return performance.now() - began;
  });
}

const tasks = {
  say: () => told.situations.map(say),
  ask: () => told.situations.map(ask),
  time_assess: () => time(assess),
  time_ask: () => time(ask),
};
console.log(JSON.stringify(tasks[told.task]()));
