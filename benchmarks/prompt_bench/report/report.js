"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const page = 40;
const names = data.variants.map((variant) => variant.name);
const color = (name) => `var(--v${names.indexOf(name) % 8})`;
const measureOf = Object.fromEntries(data.measures.map((measure) => [measure.name, measure]));
const label = (name) => (/[A-Z]/.test(name) ? name : name.replaceAll("_", " "));
const firstVerdicts = 6;
const byId = (id) => document.getElementById(id);

/* Every text enters the page as text: nothing a model said is ever parsed as HTML. */
function make(tag, attributes = {}, ...children) {
  const node = tag.startsWith("svg:")
    ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4))
    : document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const percent = (measure) => ["share", "F1", "0–1"].includes(measure.unit);
function shown(measure, value, signed = false) {
  if (value === null || value === undefined) return "–";
  const scaled = percent(measure) ? 100 * value : value;
  const size = Math.abs(scaled);
  const digits = percent(measure) ? 1 : size && size < 0.01 ? 5 : size < 10 ? 2 : 1;
  const text = scaled.toFixed(digits).replace("-", "−");
  return signed && scaled > 0 ? `+${text}` : text;
}
const unit = (measure) => (percent(measure) ? "%" : measure.unit);
const arrow = (measure) => ({ higher: "↑ higher is better", lower: "↓ lower is better" })[measure.better] || "description";

function header() {
  const clusters = new Set(data.cases.map((one) => one.cluster)).size;
  const cost = data.cost ? ` · $${data.cost.toFixed(4)}` : "";
  const facts = `${(data.cases.length + data.left_out).toLocaleString("en")} cases in ` +
    `${clusters.toLocaleString("en")} conversations · ${data.variants.length} variants · ` +
    `${data.calls.toLocaleString("en")} model calls${cost} · ${data.seconds.toFixed(1)} s · ` +
    data.finished.replace("T", " ").slice(0, 16) + " UTC";
  byId("top").append(
    make("h1", {}, data.name), make("span", { class: "brand" }, "Truephrase bench"),
    make("button", { type: "button", onclick: toggleTheme, "aria-label": "Switch light and dark" }, "◐ Theme"),
    make("p", { class: "facts" }, facts),
  );
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

function verdict() {
  const section = byId("verdict");
  const decisive = data.comparisons.filter((pair) => pair.decisive);
  section.append(make("h2", { id: "verdict-title" }, "Verdict"));
  if (data.gate && data.gate.failures.length) {
    section.append(make("div", { class: "card gate call worse" },
      make("b", {}, "Not passed"),
      make("ul", {}, data.gate.failures.map((told) => make("li", {}, told)))));
  }
  section.append(make("p", { class: "hint" },
    decisive.length
      ? "Paired on the same cases, clustered by conversation, corrected for the number of comparisons (Holm)."
      : "There is one variant only, so there is nothing to compare. Add a prompt or a model."));
  const order = { worse: 0, better: 1, undecided: 2, alike: 3 };
  decisive.sort((a, b) => order[a.call] - order[b.call]);
  const grid = make("div", { class: "verdicts" }, decisive.slice(0, firstVerdicts).map(card));
  section.append(grid);
  const rest = decisive.slice(firstVerdicts);
  if (rest.length) {
    const counts = ["worse", "better", "undecided", "alike"]
      .map((call) => [rest.filter((pair) => pair.call === call).length, call]).filter(([count]) => count)
      .map(([count, call]) => `${count} ${call}`).join(", ");
    section.append(make("button", { class: "more-button", type: "button", onclick: (event) => { grid.append(...rest.map(card)); event.target.remove(); } },
      `Show ${rest.length} more: ${counts}`));
  }
}

function card(pair) {
  const measure = measureOf[pair.measure];
  const points = percent(measure) ? "points" : measure.unit;
  const words = {
    better: [make("b", {}, pair.second), ` is better than ${pair.first}`],
    worse: [make("b", {}, pair.second), ` is worse than ${pair.first}`],
    alike: [make("b", {}, pair.second), ` and ${pair.first} are alike`],
    undecided: [make("b", {}, "Not enough cases"), ` to tell ${pair.second} from ${pair.first}`],
  }[pair.call];
  const range = pair.low === null ? "" : ` [${shown(measure, pair.low, true)}, ${shown(measure, pair.high, true)}]`;
  const more = pair.more_cases ? ` About ${pair.more_cases.toLocaleString("en")} more cases would tell.` : "";
  const see = pair.detectable === null ? (pair.call === "undecided" ? " Too few to show any difference." : "") : ` These cases can show ${shown(measure, pair.detectable)} ${points}.`;
  return make("div", { class: `card call ${pair.call}` },
    make("div", {}, words, ` on ${label(pair.measure)}.`),
    make("p", {}, `${shown(measure, pair.difference, true)}${range} ${points}, ${pValue(pair.adjusted)}, n = ${pair.n}.${more}${see}`));
}
const pValue = (p) => (p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`);

/* A dot with its interval, on an axis that all variants share. */
function whisker(measure, figure, name) {
  const all = data.variants.map((v) => v.figures[measure.name]).filter(Boolean);
  let low = Math.min(...all.map((f) => f.low ?? f.mean));
  let high = Math.max(...all.map((f) => f.high ?? f.mean));
  if (percent(measure)) [low, high] = [0, 1];
  else { const pad = (high - low) * 0.05 || 1; low = Math.max(0, low - pad); high += pad; }
  const x = (value) => 3 + 114 * ((value - low) / (high - low || 1));
  const from = x(figure.low ?? figure.mean), to = x(figure.high ?? figure.mean);
  return make("svg:svg", { viewBox: "0 0 120 14", width: 120, height: 14, role: "img",
    "aria-label": `${shown(measure, figure.mean)}, interval ${shown(measure, figure.low)} to ${shown(measure, figure.high)}` },
    make("svg:line", { x1: 3, x2: 117, y1: 7, y2: 7, stroke: "var(--line)", "stroke-width": 2, "stroke-linecap": "round" }),
    make("svg:line", { x1: from, x2: to, y1: 7, y2: 7, stroke: color(name), "stroke-width": 5, "stroke-linecap": "round", opacity: 0.38 }),
    make("svg:circle", { cx: x(figure.mean), cy: 7, r: 4, fill: color(name) }));
}

let order = data.order.slice();
function leaderboard() {
  const section = byId("leaderboard");
  const had = new Set(data.variants.flatMap((variant) => Object.keys(variant.figures)));
  const measures = data.measures.filter((m) => had.has(m.name)).sort((a, b) => b.decisive - a.decisive);
  const heads = measures.map((m) => make("th", { scope: "col", title: `${m.meaning}. Source: ${m.source}` },
    make("button", { class: "sort", type: "button", onclick: () => sortBy(m) }, `${label(m.name)} ${{ higher: "↑", lower: "↓" }[m.better] || ""}`),
    make("small", {}, unit(m))));
  const byName = Object.fromEntries(data.variants.map((variant) => [variant.name, variant]));
  const rows = order.map((name) => {
    const variant = byName[name];
    const trouble = [["errors", "failed"], ["missing", "not recorded"], ["not_run", "not run"]]
      .filter(([key]) => variant[key]).map(([key, word]) => `${variant[key]} ${word}`).join(", ");
    const about = variant.prompt ? `${variant.model}, T = ${variant.temperature}` : { template: "no model", answers: "recorded replies" }[variant.kind];
    return make("tr", {},
      make("th", { scope: "row" }, make("span", { class: "swatch", style: `background:${color(name)}` }), name,
        make("small", {}, about), trouble ? make("small", { class: "down" }, trouble) : null),
      measures.map((m) => {
        const figure = variant.figures[m.name];
        return make("td", { "data-name": label(m.name) }, figure
          ? make("div", { class: "figure", title: `${figure.method}, n = ${figure.n} in ${figure.clusters} conversations` },
            make("b", {}, shown(m, figure.mean)), " ",
            make("small", {}, figure.low === null ? "" : `${shown(m, figure.low)} – ${shown(m, figure.high)}`),
            whisker(m, figure, name))
          : make("span", { class: "none" }, "–"));
      }));
  });
  section.replaceChildren(make("h2", { id: "leaderboard-title" }, "Leaderboard"),
    make("p", { class: "hint" }, "Mean and 95 % interval. The first columns decide; choose a column to sort by it."),
    make("div", { class: "card scroll" }, make("table", { class: "leader" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "first" }, "Variant"), heads)),
      make("tbody", {}, rows))));
}

function sortBy(measure) {
  const sign = measure.better === "lower" ? 1 : -1;
  const value = (name) => data.variants[names.indexOf(name)].figures[measure.name]?.mean;
  order.sort((a, b) => (value(a) === undefined) - (value(b) === undefined) || sign * (value(a) - value(b)));
  leaderboard();
}

function comparisons() {
  const section = byId("comparisons");
  if (!data.comparisons.length) return section.remove();
  const measures = [...new Set(data.comparisons.map((pair) => pair.measure))]
    .sort((a, b) => measureOf[b].decisive - measureOf[a].decisive);
  const select = make("select", { "aria-label": "Measure", onchange: () => draw(select.value) },
    measures.map((name) => make("option", { value: name }, `${label(name)}${measureOf[name].decisive ? "" : " (not decisive)"}`)));
  const plot = make("div", { class: "card forest" });
  const draw = (name) => plot.replaceChildren(...forest(measureOf[name]));
  section.append(make("h2", { id: "comparisons-title" }, "Differences"),
    make("p", { class: "hint" }, "Each pair on the cases that both answered: difference and its 95 % interval. Right of the line is more."),
    make("div", { class: "filters" }, select), plot);
  draw(measures[0]);
}

function forest(measure) {
  const pairs = data.comparisons.filter((pair) => pair.measure === measure.name);
  const reach = Math.max(...pairs.flatMap((p) => [p.difference, p.low ?? 0, p.high ?? 0].map(Math.abs)), 1e-9) * 1.08;
  const x = (value) => 150 + 145 * (value / reach);
  return pairs.map((pair) => make("div", { class: `row ${pair.call}` },
    make("div", {}, make("b", {}, pair.second), " against ", pair.first),
    make("svg:svg", { viewBox: "0 0 300 20", height: 20, role: "img", "aria-label": pair.told, preserveAspectRatio: "none", style: "width:100%" },
      make("svg:line", { x1: 0, x2: 300, y1: 10, y2: 10, stroke: "var(--line)" }),
      make("svg:line", { x1: 150, x2: 150, y1: 1, y2: 19, stroke: "var(--soft)", "stroke-dasharray": "2 2" }),
      pair.low === null ? null : make("svg:line", { x1: x(pair.low), x2: x(pair.high), y1: 10, y2: 10, stroke: "var(--tone)", "stroke-width": 4, opacity: 0.5 }),
      make("svg:rect", { x: x(pair.difference) - 2.5, y: 4, width: 5, height: 12, rx: 1, fill: "var(--tone)" })),
    make("div", { class: "told" }, make("span", { class: "tag" }, pair.call), ` ${shown(measure, pair.difference, true)} ` +
      (pair.low === null ? "" : `[${shown(measure, pair.low, true)}, ${shown(measure, pair.high, true)}]`) +
      ` ${pValue(pair.adjusted)}`)));
}

function earlier() {
  if (!data.earlier) return;
  const section = byId("earlier");
  section.hidden = false;
  const before = Object.fromEntries(data.earlier.variants.map((variant) => [variant.name, variant]));
  const rows = data.variants.filter((v) => before[v.name]).flatMap((variant) =>
    data.measures.filter((m) => m.better && variant.figures[m.name] && before[variant.name].figures[m.name])
      .filter((m) => m.decisive || variant.figures[m.name].mean !== before[variant.name].figures[m.name].mean).map((m) => {
      const now = variant.figures[m.name].mean, then = before[variant.name].figures[m.name].mean;
      const gain = (now - then) * (m.better === "lower" ? -1 : 1);
      const tested = data.gate?.regressions.find((r) => r.variant === variant.name && r.measure === m.name);
      const sure = tested ? `[${shown(m, tested.low, true)}, ${shown(m, tested.high, true)}], ${pValue(tested.adjusted)}` : "";
      return make("tr", {}, make("td", {}, variant.name), make("td", {}, label(m.name)),
        make("td", {}, shown(m, then)), make("td", {}, shown(m, now)),
        make("td", { class: gain > 1e-9 ? "up" : gain < -1e-9 ? "down" : "" }, shown(m, now - then, true)), make("td", {}, sure));
    }));
  section.append(make("h2", { id: "earlier-title" }, "Against the earlier run"),
    make("p", { class: "hint" }, `The run of ${data.earlier.finished.replace("T", " ").slice(0, 16)} UTC. Decisive measures, and others that changed. Intervals and p-values are paired, on the cases that both runs have.`),
    make("div", { class: "card scroll" }, make("table", {},
      make("thead", {}, make("tr", {}, ["Variant", "Measure", "Then", "Now", "Change", "Paired"].map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, rows))));
}

/* Words that two texts share, by longest common subsequence; texts too long are left plain. */
function common(a, b) {
  if (a.length * b.length > 250000) return null;
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i][j] = a[i].key === b[j].key ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  return table;
}
function words(text) {
  return [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]|\s+/gu)].map((match) =>
    ({ text: match[0], key: match[0].trim().toLowerCase(), at: match.index }));
}
function within(spans, at) { return spans.some(([from, to]) => at >= from && at < to); }

/* `text` with what `base` has not as <ins>, what it lost as <del>, and faults underlined. */
function marked(text, base, spans, showDiff) {
  const tokens = words(text), others = showDiff && base !== null ? words(base).filter((word) => word.key) : null;
  const kept = tokens.filter((word) => word.key);
  const table = others ? common(others, kept) : null;
  const wrap = (word, tag) => {
    let node = within(spans, word.at) ? make("mark", {}, word.text) : word.text;
    return tag ? make(tag, {}, node) : node;
  };
  if (!table) return tokens.map((word) => wrap(word, null));
  const out = [];
  let i = 0, j = 0;
  // A word that only moved is neither new nor gone, and small words say little: both stay plain.
  const had = new Set(others.map((word) => word.key)), has = new Set(kept.map((word) => word.key));
  const matters = (word, where) => (word.key.length > 3 || /\p{N}/u.test(word.key)) && !where.has(word.key);
  const lost = () => {
    if (matters(others[i], has)) {
      if (out.length && !/\s$/.test(out.at(-1).textContent ?? out.at(-1))) out.push(" ");
      out.push(make("del", {}, others[i].text));
    }
    i++;
  };
  for (const word of tokens) {
    if (!word.key) { out.push(word.text); continue; }
    while (i < others.length && others[i].key !== word.key && table[i + 1][j] >= table[i][j + 1]) lost();
    if (out.at(-1)?.tagName === "DEL" && /^[\p{L}\p{N}]/u.test(word.text)) out.push(" ");
    if (i < others.length && others[i].key === word.key) { out.push(wrap(word, null)); i++; }
    else out.push(wrap(word, matters(word, had) ? "ins" : null));
    j++;
  }
  while (i < others.length) lost();
  return out;
}

const state = { find: "", show: "all", variant: "", reason: "", diff: "template", count: page };
function outcomeState(outcome) {
  if (outcome.error || ["cassette_miss", "bench_budget"].includes(outcome.reason)) return "failed";
  return outcome.accepted ? "out" : "held";
}
function assertionFailed(outcome) { return outcome.assertions.some((result) => !result.passed); }
function differs(row) {
  return new Set(row.map((outcome) => `${outcomeState(outcome)}${assertionFailed(outcome)}`)).size > 1;
}
function changed(one, row) {
  const before = data.earlier?.texts[one.id];
  return before && row.some((outcome, i) => before[names[i]] !== undefined && before[names[i]] !== outcome.text);
}

function matching() {
  const wanted = state.find.toLowerCase();
  const found = [];
  data.cases.forEach((one, index) => {
    const row = data.outcomes[index];
    const looked = state.variant === "" ? row : [row[Number(state.variant)]];
    if (state.show === "held" && !looked.some((o) => outcomeState(o) === "held")) return;
    if (state.show === "failed" && !looked.some((o) => outcomeState(o) === "failed" || assertionFailed(o))) return;
    if (state.show === "differ" && !differs(row)) return;
    if (state.show === "changed" && !changed(one, row)) return;
    if (state.reason && !looked.some((o) => o.reason === state.reason)) return;
    const text = [one.id, one.cluster, one.template, one.question, one.response, ...row.map((o) => `${o.candidate} ${o.text}`)].join(" ").toLowerCase();
    if (wanted && !text.includes(wanted)) return;
    found.push(index);
  });
  return found;
}

function cases() {
  const section = byId("cases");
  const reasons = [...new Set(data.outcomes.flatMap((row) => row.map((outcome) => outcome.reason)))].sort();
  const option = (value, text) => make("option", { value }, text);
  const control = (key, name, options) => make("select", { "aria-label": name, onchange: (event) => update(key, event.target.value) }, options);
  const list = make("div", { id: "list" });
  const counter = make("span", { class: "count", role: "status" });
  const update = (key, value) => { state[key] = value; state.count = page; draw(); };
  const show = [["all", "All cases"], ["differ", "Variants differ"], ["held", "Held back by a check"], ["failed", "Failed"]];
  if (data.earlier) show.push(["changed", "Changed since the earlier run"]);
  section.append(make("h2", { id: "cases-title" }, "Cases"),
    make("p", { class: "hint" }, "What each variant said. ", make("ins", {}, "Green"), " is new against the template, ",
      make("del", {}, "red"), " is gone from it, ", make("mark", {}, "underlined"), " is what a check objects to."),
    make("div", { class: "filters" },
      make("input", { type: "search", placeholder: "Search in cases and replies", "aria-label": "Search", oninput: (event) => update("find", event.target.value) }),
      control("show", "Show", show.map(([value, text]) => option(value, text))),
      control("variant", "Variant", [option("", "Any variant"), ...names.map((name, i) => option(String(i), name))]),
      control("reason", "Reason", [option("", "Any reason"), ...reasons.map((reason) => option(reason, label(reason)))]),
      control("diff", "Differences", [option("template", "Differences shown"), option("", "Plain text")]), counter),
    list);
  const draw = () => {
    const found = matching();
    counter.textContent = `${found.length.toLocaleString("en")} of ${data.cases.length.toLocaleString("en")}` +
      (data.left_out ? ` (${data.left_out.toLocaleString("en")} more are in result.csv)` : "");
    list.replaceChildren(...found.slice(0, state.count).map(caseCard));
    if (found.length > state.count)
      list.append(make("button", { class: "more-button", type: "button", onclick: () => { state.count += page; draw(); } },
        `Show ${Math.min(page, found.length - state.count)} more`));
  };
  const follow = () => {
    const wanted = decodeURIComponent(location.hash.replace(/^#case=/, ""));
    const index = location.hash.startsWith("#case=") ? data.cases.findIndex((one) => one.id === wanted) : -1;
    if (index < 0) return;
    let place = matching().indexOf(index);
    if (place < 0) { Object.assign(state, { find: "", show: "all", variant: "", reason: "" }); section.querySelectorAll(".filters input, .filters select").forEach((node, i) => { node.value = i === 1 ? "all" : i === 4 ? state.diff : ""; }); place = index; }
    state.count = Math.max(page, place + 1);
    draw();
    const node = document.getElementById(`case=${wanted}`);
    document.querySelectorAll(".here").forEach((other) => other.classList.remove("here"));
    node.classList.add("here");
    node.querySelector("details").open = true;
    node.scrollIntoView();
  };
  draw();
  addEventListener("hashchange", follow);
  follow();
}

function caseCard(index) {
  const one = data.cases[index], row = data.outcomes[index];
  const objections = row.flatMap((outcome) => outcome.findings.map((f) => f.template_span)).filter(Boolean);
  const heading = one.template
    ? [make("span", { class: "user" }, one.question ? `“${one.question}”` : ""), make("p", { class: "said" }, marked(one.template, null, objections, false))]
    : [make("p", { class: "said" }, one.question || "(the question is not part of this suite)")];
  const tags = [one.response, one.language, one.answerable === false ? "no answer in the documents" : one.answerable ? "answerable" : null].filter(Boolean);
  return make("article", { class: "card case", id: `case=${one.id}` },
    make("div", { class: "head" },
      make("div", { class: "name" }, make("a", { href: `#case=${encodeURIComponent(one.id)}` }, one.id),
        tags.map((tag) => make("span", { class: "tag" }, tag))), heading),
    make("div", { class: "cells" }, row.map((outcome, i) => cell(one, outcome, names[i]))),
    details(one, row));
}

const CODES = { supported: true, empty: true };
function cell(one, outcome, name) {
  const kind = outcomeState(outcome);
  const tone = { out: "better", held: "undecided", failed: "worse" }[kind];
  const word = outcome.reason === "template" ? "template" : outcome.reason === "unchecked" ? "not checked" : label(outcome.reason);
  const text = outcome.candidate ?? outcome.text;
  const faults = outcome.findings.filter((finding) => !CODES[finding.code]);
  const spans = faults.map((finding) => finding.reply_span).filter(Boolean);
  const before = data.earlier?.texts[one.id]?.[name];
  return make("div", { class: "cell" },
    make("div", { class: "who" }, make("span", { class: "swatch", style: `background:${color(name)};margin:0` }), name,
      make("span", { class: `tag ${outcome.reason === "template" || outcome.reason === "unchecked" ? "" : tone}` }, word)),
    make("p", { class: `text${outcome.reason === "template" ? " out" : ""}` },
      marked(text, one.template && outcome.reason !== "template" ? one.template : null, spans, state.diff === "template")),
    outcome.error ? make("p", { class: "sent" }, outcome.error) : null,
    make("ul", {}, faults.filter((f) => f.message || f.code).map((f) => make("li", {}, f.message || label(f.code))),
      outcome.assertions.map((result) => make("li", { class: result.passed ? "ok" : "" }, `${result.type}: ${result.reason}`))),
    kind === "held" && outcome.candidate !== null ? make("p", { class: "sent" }, one.template && outcome.text === one.template ? "The template went out instead." : `Went out instead: ${outcome.text}`) : null,
    before !== undefined && before !== outcome.text ? make("p", { class: "sent" }, `Earlier run: ${before}`) : null);
}

function details(one, row) {
  const measures = data.measures.filter((m) => row.some((outcome) => outcome.scores[m.name] !== undefined));
  const body = make("div", { class: "more" });
  const fill = () => {
    if (body.childNodes.length) return;
    if (one.turns.length) body.append(make("h3", {}, "Conversation"), make("ul", { class: "turns" },
      one.turns.map(([who, text]) => make("li", {}, make("b", {}, who), " ", text))));
    if (one.reference) body.append(make("h3", {}, "Reference"), make("p", { class: "said" }, one.reference));
    if (one.passages.length) body.append(make("h3", {}, "Passages"), make("ul", { class: "turns" },
      one.passages.map((passage, i) => make("li", {}, make("b", {}, `[${i + 1}]`), ` ${passage.source}: ${passage.text}`))));
    body.append(make("h3", {}, "Figures"), make("div", { class: "scroll" }, make("table", { class: "scores" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Measure"), names.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, measures.map((m) => make("tr", {}, make("th", { scope: "row", title: m.meaning }, label(m.name)),
        row.map((outcome) => make("td", {}, shown(m, outcome.scores[m.name])))))))),
      make("p", { class: "hint" }, `Conversation ${one.cluster}${one.source ? `, from ${one.source}` : ""}, digest ${one.digest}.`));
  };
  return make("details", { ontoggle: fill }, make("summary", {}, "Conversation and figures"), body);
}

function about() {
  const terms = [
    ["Variants", data.variants.map((v) => `${v.name}: ${v.kind} ${v.model}${v.prompt_digest ? `, prompt ${v.prompt_file} (${v.prompt_digest.slice(0, 12)})` : ""}, digest ${v.digest}`)],
    ["Measures", data.measures.map((m) => `${label(m.name)} (${unit(m) || "–"}, ${arrow(m)}): ${m.meaning}. ${m.source}.`)],
    ["Settings", Object.entries(data.settings).filter(([, value]) => value !== null).map(([key, value]) => `${label(key)}: ${typeof value === "object" ? JSON.stringify(value) : value}`)],
    ["Versions", [Object.entries(data.versions).filter(([, value]) => value).map(([key, value]) => `${key} ${value}`).join(", ")]],
    ["Machine", [Object.values(data.machine).join(", ")]],
  ];
  byId("about").append(make("h2", { id: "about-title" }, "About this run"),
    make("div", { class: "card about" }, make("dl", {}, terms.flatMap(([term, lines]) =>
      [make("dt", {}, term), make("dd", {}, lines.map((line) => make("div", {}, line)))]))));
}

header(); verdict(); leaderboard(); comparisons(); earlier(); cases(); about();
