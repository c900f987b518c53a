"use strict";
// Asks for the sessions every two seconds while somebody looks, and shows them. All that comes from
// the service becomes text of nodes, never markup.

const SHOWN = 200;
const EVERY_MILLIS = 2000;
const MARKS = {
  running: "good", recovering: "doubt", paused: "doubt", killed: "bad", halted: "bad",
  failed: "bad", hangs: "bad", live: "good", backfilled: "doubt", stale: "bad", broken: "bad",
};
const OVER = ["halted", "stopped", "failed"];
const NOTHING = "–";

function place(id) {
  return document.getElementById(id);
}

function element(tag, text, mark) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (mark) {
    made.className = mark;
  }
  return made;
}

// Decimal text, rounded half up to two decimals without passing through a floating-point number.
function money(text) {
  const isNegative = text.startsWith("-");
  const [whole, fraction = ""] = text.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.padEnd(3, "0").slice(0, 3));
  const cents = (digits + 5n) / 10n;
  const shown = `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
  return (isNegative && cents > 0n ? "-" : "") + shown;
}

// Decimal text as a whole number of 10^-8, and back.
function units(text) {
  const [whole, fraction = ""] = text.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.padEnd(8, "0"));
  return text.startsWith("-") ? -digits : digits;
}

function decimal(number) {
  const digits = String(number < 0n ? -number : number).padStart(9, "0");
  return `${number < 0n ? "-" : ""}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

// What it has gained, which follows from its equity where its books are not at hand.
function total(session) {
  if (session.pnl) {
    return session.pnl.total;
  }
  return session.equity === undefined
    ? undefined
    : decimal(units(session.equity) - units(session.startingCash));
}

function signed(text) {
  const shown = money(text);
  return shown.startsWith("-") || /^0\.00$/.test(shown) ? shown : "+" + shown;
}

function percent(fraction) {
  return (100 * Number(fraction)).toFixed(2) + " %";
}

function gain(text) {
  if (text === undefined) {
    return element("td", NOTHING, "number");
  }
  const shown = signed(text);
  const mark = shown.startsWith("+") ? " good" : shown.startsWith("-") ? " bad" : "";
  return element("td", shown, "number" + mark);
}

// How many instruments are live, stale, broken or backfilled.
function marketData(session, isOver) {
  const counts = {};
  for (const one of session.positions) {
    counts[one.input] = (counts[one.input] || 0) + 1;
  }
  const cell = element("td", isOver || session.positions.length === 0 ? NOTHING : "");
  if (!isOver) {
    Object.keys(counts).sort().forEach((input, i) => {
      cell.append(i > 0 ? ", " : "", element("span", `${counts[input]} ${input}`, MARKS[input]));
    });
  }
  return cell;
}

function rows(session) {
  const state = session.hangsSince ? "hangs" : session.state;
  const isOver = OVER.includes(session.state);
  const row = document.createElement("tr");
  const name = document.createElement("td");
  const link = element("a", session.id.slice(0, 8));
  link.href = "/api/v1/sessions/" + encodeURIComponent(session.id);
  name.append(link);
  row.append(
    name,
    element("td", state, MARKS[state]),
    element("td", session.strategy),
    element("td", session.currency),
    element("td", session.equity === undefined ? "unknown" : money(session.equity), "number"),
    gain(total(session)),
    gain(session.pnl && session.pnl.day),
    element("td", session.drawdown ? percent(session.drawdown.now) : NOTHING, "number"),
    marketData(session, isOver),
    element("td", session.begun.slice(0, 16).replace("T", " ")),
    element("td", session.feed, "feed"));
  if (!session.reason) {
    return [row];
  }
  row.className = "has-reason";
  const reason = document.createElement("tr");
  const cell = element("td", session.reason, "reason");
  cell.colSpan = row.children.length;
  reason.append(cell);
  return [row, reason];
}

function show(page) {
  const sessions = page.items;
  const alive = sessions.filter((one) => !OVER.includes(one.state)).length;
  place("sessions").replaceChildren(...sessions.flatMap(rows));
  place("list").hidden = sessions.length === 0;
  place("none").hidden = sessions.length > 0;
  place("more").hidden = page.next === undefined;
  place("state").className = "";
  const what = sessions.length === 1 ? "session" : "sessions";
  place("state").textContent = `${alive} of ${sessions.length} ${what} ${
    alive === 1 ? "goes" : "go"} on. As of ${
    new Date().toISOString().slice(11, 19)} UTC, asked every two seconds.`;
  if (sessions.length === 0) {
    place("state").textContent = "The service answers.";
  }
}

async function json(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) {
    throw new Error(`${path} answers ${answer.status}`);
  }
  return answer.json();
}

async function turn() {
  if (document.hidden) {
    return;
  }
  try {
    show(await json(`/api/v1/sessions?limit=${SHOWN}`));
  } catch (failure) {
    place("state").className = "bad";
    place("state").textContent =
      `The service does not answer as it should: ${failure.message}. What is below may be old.`;
  }
}

async function follow() {
  await turn();
  setTimeout(follow, EVERY_MILLIS);
}

json("/api/v1/service")
  .then((service) => {
    place("workspace").textContent = `Workspace ${service.home}, process ${service.process}`;
  })
  .catch(() => {});
document.addEventListener("visibilitychange", turn);
follow();
