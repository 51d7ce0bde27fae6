// The telephone in the frame: it registers the browser's phones, answers what the server says is mine, rings,
// and shows whether sound really goes both ways. The server's state is the truth; this only carries it out.
(() => {
  "use strict";

  const SEEN_MS = 15000;
  const RING_MS = 2500;
  const METER_MS = 400;
  const SILENT_MS = 5000; // no sound in one direction for this long is worth a word
  const RETRY_MS = 5000;
  const LOCK = "okienko-phone";
  const RING_KEPT = "okienko-ring"; // "off": this browser does not ring aloud

  const part = (id) => document.getElementById(id);
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const send = (path) => fetch(path, { method: "POST", headers: { "X-CSRFToken": token() } });
  const running = () => document.querySelector("#phone [data-call]");
  const look = () => window.htmx.trigger("#phone", "look");

  // One phone for each way sound travels; its own call, if it carries one.
  const phones = new Map(); // kind -> { phone, state, ringing }
  let microphone = "asked"; // asked | granted | denied | missing
  let place = "unknown"; // here | elsewhere: in which window of this browser the telephone is

  // --- the line's state, in words, with what to do about it
  const show = () => {
    const line = part("line");
    const states = [...phones.values()].map((one) => one.state);
    const worst = document.querySelector('#outage [data-mode="outage"]') ? "outage"
      : place === "elsewhere" ? place
      : microphone !== "granted" ? microphone
      : states.length === 0 ? "none"
      : states.every((state) => state === "registered") ? "registered"
      : states.includes("error") ? "error" : "connecting";
    if (line.dataset.state === worst) return;
    line.dataset.state = worst;
    part("line-words").textContent = line.dataset[`say${worst[0].toUpperCase()}${worst.slice(1)}`];
    part("line-help").hidden = worst !== "denied" && worst !== "missing";
    part("line-ask").hidden = worst !== "asked" && worst !== "missing";
    part("line-again").hidden = worst !== "error";
  };
  const isHere = () => microphone === "granted" && phones.size > 0
    && [...phones.values()].every((one) => one.state === "registered");
  const beat = () => {
    if (isHere()) send("/phone/seen").catch(() => {}); // missed ones are noticed by the server
  };

  // --- the phones
  const carry = (kind, phone) => {
    const one = { phone, state: "connecting", ringing: null };
    phones.set(kind, one);
    phone.addEventListener("state", ({ detail }) => {
      const was = one.state;
      one.state = detail?.state ?? detail;
      show();
      if (one.state === "registered" && was !== "registered") { beat(); look(); }
    });
    phone.addEventListener("ring", ({ detail }) => { one.ringing = detail; answerMine(); look(); });
    phone.addEventListener("gone", () => { one.ringing = null; look(); });
    phone.addEventListener("expiring", () => renew(kind));
    return phone.register().catch(() => {}); // its state is told
  };
  // Only what the server says is mine is answered; the agent has accepted it already.
  const answerMine = () => {
    const label = running()?.dataset.label;
    for (const one of phones.values()) {
      if (!one.ringing || one.ringing.label !== label) continue;
      const ringing = one.ringing;
      one.ringing = null;
      ringing.accept();
    }
  };
  const passOf = async () => {
    const answer = await send("/phone/pass");
    if (!answer.ok || answer.redirected) throw new Error("no pass");
    return answer.json();
  };
  const renew = async (kind) => {
    try { await window.okienkoPhones[kind].connect(await passOf()); } catch { /* asked again by itself */ }
  };
  const connect = async () => {
    if (place !== "here" || microphone !== "granted") return;
    const { kinds, kioskAddress } = part("line").dataset;
    try {
      for (const kind of kinds.split(" ").filter(Boolean)) {
        if (phones.has(kind) || !window.okienkoPhones?.[kind]) continue;
        const pass = kind === "kiosk" ? { address: kioskAddress, token: "", identity: "" } : await passOf();
        await carry(kind, await window.okienkoPhones[kind].connect(pass));
      }
    } catch {
      window.setTimeout(connect, RETRY_MS);
    }
    show();
  };

  // --- one window of a browser has the telephone: two would take each other's sound away. Another one waits until it is closed.
  const keep = () => {
    place = "here";
    show();
    connect();
    return new Promise(() => {});
  };
  const claim = async () => {
    if (!navigator.locks) return keep();
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && keep());
    place = "elsewhere";
    show();
    return navigator.locks.request(LOCK, keep);
  };

  // --- the microphone: asked for when the agent presses the button, with the reason beside it
  const openMicrophone = async () => {
    if (!navigator.mediaDevices) { microphone = "missing"; show(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) track.stop();
      microphone = "granted";
    } catch (fault) {
      microphone = fault.name === "NotFoundError" ? "missing" : "denied";
    }
    show();
    connect();
  };
  const lookAtMicrophone = async () => {
    try {
      const permission = await navigator.permissions.query({ name: "microphone" });
      const follow = () => {
        if (permission.state === "granted") openMicrophone();
        else { microphone = permission.state === "denied" ? "denied" : "asked"; show(); }
      };
      permission.addEventListener("change", follow);
      follow();
    } catch {
      show();
    }
  };

  // --- times that run
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const tick = () => {
    for (const time of document.querySelectorAll("time.ticks")) {
      const { since, until } = time.dataset;
      const seconds = Math.round((since ? Date.now() - Date.parse(since) : Date.parse(until) - Date.now()) / 1000);
      const words = seconds > 5940 ? `${Math.floor(seconds / 3600)} h` : clock(Math.max(seconds, 0));
      if (time.textContent !== words) time.textContent = words;
    }
  };

  // --- ringing: two short tones and the title, until somebody decides
  let audio = null;
  const tone = () => {
    if (place === "elsewhere" || window.localStorage.getItem(RING_KEPT) === "off") return;
    audio ??= new AudioContext();
    for (const [at, pitch] of [[0, 660], [0.25, 880]]) {
      const beep = audio.createOscillator();
      const loudness = audio.createGain();
      beep.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.0001, audio.currentTime + at);
      loudness.gain.exponentialRampToValueAtTime(0.2, audio.currentTime + at + 0.03);
      loudness.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.22);
      beep.connect(loudness).connect(audio.destination);
      beep.start(audio.currentTime + at);
      beep.stop(audio.currentTime + at + 0.25);
    }
  };
  const SIGN = "☎ ";
  let rings = null;
  const ring = () => {
    const isRinging = document.querySelector("#phone [data-offer]") !== null;
    if (isRinging && rings === null) {
      tone();
      rings = window.setInterval(() => {
        tone();
        document.title = document.title.startsWith(SIGN) ? document.title.slice(SIGN.length) : SIGN + document.title;
      }, RING_MS);
    }
    if (!isRinging && rings !== null) {
      window.clearInterval(rings);
      rings = null;
      if (document.title.startsWith(SIGN)) document.title = document.title.slice(SIGN.length);
    }
  };
  const showRing = () => {
    const isOff = window.localStorage.getItem(RING_KEPT) === "off";
    part("ring-aloud").setAttribute("aria-pressed", String(!isOff));
  };

  // --- whether sound goes both ways: counted bytes, not a status
  let heard = { sent: 0, received: 0, sentAt: 0, receivedAt: 0, call: "" };
  const measure = async () => {
    const call = running();
    const sound = part("sound");
    const one = [...phones.entries()].find(([kind]) => (kind === "kiosk") === (call?.dataset.medium === "kiosk"))?.[1];
    if (sound) sound.hidden = place === "elsewhere";
    if (!call || !sound || !one) return;
    const { sent, received } = await one.phone.stats();
    const now = performance.now();
    if (heard.call !== call.dataset.call) heard = { sent: 0, received: 0, sentAt: now, receivedAt: now, call: call.dataset.call };
    // When a party comes or goes, what their connection had counted goes along: less is news, too.
    if (sent !== heard.sent) Object.assign(heard, { sent, sentAt: now });
    if (received !== heard.received) Object.assign(heard, { received, receivedAt: now });
    const isMuted = call.dataset.muted === "yes" || part("deed-resume") !== null;
    const isSilent = !isMuted && (now - heard.sentAt > SILENT_MS || now - heard.receivedAt > SILENT_MS);
    const [out, into] = [part("meter-out"), part("meter-in")];
    if (out) out.value = isMuted ? 0 : one.phone.level();
    if (into) into.value = now - heard.receivedAt < SILENT_MS ? (one.phone.levels?.other ?? 0.3) : 0;
    sound.classList.toggle("silent", isSilent);
    const words = isSilent ? sound.dataset.silent : sound.dataset.good;
    if (sound.title !== words) {
      sound.title = words;
      if (isSilent) part("announcer").textContent = words;
    }
  };

  const follow = () => {
    tick();
    ring();
    answerMine();
    const call = running();
    for (const [kind, one] of phones) {
      if (call && (kind === "kiosk") === (call.dataset.medium === "kiosk")) one.phone.setMuted(call.dataset.muted === "yes");
    }
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const { target } = event.detail;
    if (target?.id === "phone") follow();
    if (target?.id === "outage") show();
    if (target?.id === "main") { tick(); look(); }
  });
  // A menu of the bar closes when the focus leaves it, and with Escape.
  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest?.("details.menu");
    if (menu && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.menu");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  // Digits for a menu at the other end.
  document.addEventListener("click", (event) => {
    const { digit } = event.target.closest?.("[data-digit]")?.dataset ?? {};
    if (digit === undefined) return;
    for (const one of phones.values()) one.phone.sendDigits(digit);
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!part("line")) return;
    part("line-ask").addEventListener("click", openMicrophone);
    part("line-again").addEventListener("click", () => {
      for (const one of phones.values()) one.phone.register().catch(() => {}); // its state is told
      connect();
    });
    part("ring-aloud").addEventListener("click", () => {
      const isOff = window.localStorage.getItem(RING_KEPT) === "off";
      window.localStorage.setItem(RING_KEPT, isOff ? "on" : "off");
      showRing();
    });
    showRing();
    follow();
    claim();
    lookAtMicrophone();
    window.setInterval(tick, 1000);
    window.setInterval(beat, SEEN_MS);
    window.setInterval(() => { measure().catch(() => {}); }, METER_MS);
  });
})();
