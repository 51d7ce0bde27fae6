// The test phone: keys, captions, a voice that reads them, a text box that speaks, the sound of people.
(() => {
  "use strict";

  const $ = (id) => document.getElementById(id);
  const { local } = window.okienkoPhones;
  const words = (name) => $("words").getAttribute(`data-${name}`);
  const SECOND = 1000;

  // A telephone is one window: a reload keeps it, a second window is another one.
  const page = (window.sessionStorage.page ??= window.crypto.randomUUID?.() ?? String(Math.random()).slice(2));
  const number = () => $("number").value.trim() || "anonymous";
  const wire = local.open(window.location.origin, () => ["phone", { page, number: number() }]);

  let call = null; // the call of this phone, as the provider last told it
  let recorder = null;

  // What is heard when nobody speaks: a soft melody for those who wait, the tone of a phone that rings elsewhere.
  class Tones {
    play(name) {
      if (this.name === name) return;
      this.stop();
      this.name = name;
      if (!name) return;
      this.bus = local.audio().createGain();
      this.bus.connect(local.audio().destination);
      if (name === "music") this.repeat(() => this.melody(), 4000);
      if (name === "ringing") this.repeat(() => this.note(425, 0, 1, 0.05, this.bus), 5000);
    }

    repeat(sound, milliseconds) {
      sound();
      this.timer = window.setInterval(sound, milliseconds);
    }

    melody() {
      [262, 330, 392, 523, 440, 392, 330, 294].forEach((pitch, at) => this.note(pitch, at * 0.5, 0.45, 0.03, this.bus));
    }

    note(pitch, after, seconds, loud, into = local.audio().destination) {
      const context = local.audio();
      const tone = context.createOscillator();
      const gain = context.createGain();
      const at = context.currentTime + after;
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(loud, at + 0.03);
      gain.gain.setValueAtTime(loud, at + seconds - 0.05);
      gain.gain.linearRampToValueAtTime(0, at + seconds);
      tone.connect(gain).connect(into);
      tone.start(at);
      tone.stop(at + seconds);
    }

    stop() {
      window.clearInterval(this.timer);
      this.name = undefined;
      this.bus?.disconnect();
    }
  }
  const tones = new Tones();

  // The voice: off until asked for, so that four open phones do not talk at once.
  const voice = {
    isOn: false,
    say(text, language) {
      if (!this.isOn || !window.speechSynthesis) return;
      const speech = new SpeechSynthesisUtterance(text);
      speech.lang = language;
      window.speechSynthesis.speak(speech);
    },
    hush() { window.speechSynthesis?.cancel(); },
  };

  const caption = (kind, text, language = "") => {
    const log = $("captions");
    const line = document.createElement("p");
    line.className = kind;
    if (language) line.lang = language.slice(0, 2);
    const sign = $("sign-" + kind)?.content.cloneNode(true);
    if (sign) line.append(sign);
    const said = document.createElement("span");
    said.textContent = text;
    line.append(said);
    log.append(line);
    log.scrollTop = log.scrollHeight;
    $("nothing-yet").hidden = true;
  };

  const hear = ({ sid, kind, text, language }) => {
    if (sid !== call?.sid) return;
    if (kind === "key") return voice.hush();
    if (kind === "say") voice.say(text, language);
    caption(kind, ["say", "said"].includes(kind) ? text : words(kind), language);
    if (kind === "tone") tones.note(1000, 0, 0.4, 0.06);
  };

  const beginCaptions = () => {
    $("captions").replaceChildren();
    $("nothing-yet").hidden = false;
  };

  // What the screen of the phone shows.
  const stateOf = () => {
    if (!call) return "idle";
    if (call.status === "ringing" && call.direction !== "inbound") return "incoming";
    if (call.status !== "in-progress") return "calling";
    return call.peers.length && !call.sound ? "talking" : "open";
  };

  const show = () => {
    const state = stateOf();
    $("phone").dataset.state = state;
    $("state").textContent = words(`state-${state}`);
    $("call").hidden = state !== "idle";
    $("end").hidden = ["idle", "incoming"].includes(state);
    $("incoming").hidden = state !== "incoming";
    $("rung").textContent = call?.number ?? "";
    for (const key of document.querySelectorAll("[data-key]")) key.disabled = !["open", "talking"].includes(state);
    const hears = call?.hears ?? [];
    $("hint").textContent = hears.includes("sound") ? words("hint-sound")
      : hears.includes("digits") ? words(hears.includes("speech") ? "hint-both" : "hint-digits") : "";
    $("speech").disabled = $("speak").disabled = !["open", "talking"].includes(state);
    for (const one of document.querySelectorAll("#callers input, #number")) one.disabled = state !== "idle";
    tones.play(call?.sound || (state === "calling" ? "ringing" : ""));
  };

  const clock = () => {
    const began = call?.answered_at ? Date.parse(call.answered_at) : null;
    const seconds = began ? Math.max(0, Math.floor((Date.now() - began) / SECOND)) : 0;
    $("timer").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  window.setInterval(clock, 500);

  const announce = (text) => { $("announcer").textContent = text; };

  wire.addEventListener("line", ({ detail }) => { $("line-down").hidden = detail; });
  wire.addEventListener("said", ({ detail }) => hear(detail));
  wire.addEventListener("call", ({ detail: { call: now, isOver } }) => {
    const isOurs = now.is_mine || (now.status === "ringing" && now.direction !== "inbound");
    if (call && call.sid !== now.sid) return;
    const isNew = !call;
    if (!isOurs && call?.sid === now.sid) call = null; // somebody else picked it up
    else if (isOver) end();
    else if (isOurs) take(now);
    record();
    show();
    if (isNew && stateOf() === "incoming") $("accept").focus();
    if (isOver && !call && document.activeElement === document.body) $("call").focus();
  });

  const take = (now) => {
    const isNew = call?.sid !== now.sid;
    call = now;
    if (!isNew) return;
    beginCaptions();
    if (stateOf() === "incoming") announce(words("state-incoming"));
  };

  const end = () => {
    if (call) caption("end", words("ended"));
    if (call) announce(words("ended"));
    call = null;
    voice.hush();
    tones.stop();
  };

  // A message after the tone: recorded here, sent to the process, which tells the line where to fetch it.
  const record = async () => {
    const sid = call?.recording ?? "";
    if (recorder && recorder.sid !== sid) {
      recorder.media.stop();
      recorder = null;
    }
    if (!sid || recorder) return;
    const mine = (recorder = { sid, media: { stop() {} } });
    await wire.microphone.open();
    if (recorder !== mine || wire.microphone.isSilent) return;
    const pieces = [];
    mine.media = new MediaRecorder(wire.microphone.stream);
    mine.media.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    mine.media.addEventListener("stop", () => send(sid, new Blob(pieces, { type: mine.media.mimeType })));
    mine.media.start();
    wire.ask("begin_message", { sid: call.sid });
  };

  const send = (sid, sound) => {
    const headers = { "X-CSRFToken": words("token"), "Content-Type": sound.type.split(";")[0] };
    fetch(`/recordings/${sid}`, { method: "POST", headers, body: sound }).catch(() => {});
  };

  const press = (key) => {
    if (!["open", "talking"].includes(stateOf())) return;
    const button = document.querySelector(`[data-key="${key}"]`);
    button.classList.add("pressed");
    window.setTimeout(() => button.classList.remove("pressed"), 150);
    tones.note(600 + 60 * "123456789*0#".indexOf(key), 0, 0.12, 0.04);
    $("pressed").textContent = ($("pressed").textContent + key).slice(-12);
    wire.ask("press", { sid: call.sid, keys: key });
  };

  const dial = async () => {
    local.audio().resume();
    $("pressed").textContent = "";
    beginCaptions();
    const said = await wire.ask("dial", { number: number() });
    $("wrong-number").hidden = said === undefined || said.sid !== "";
    $("number").toggleAttribute("aria-invalid", !$("wrong-number").hidden);
    if (said?.sid) $("end").focus();
  };

  $("call").addEventListener("click", dial);
  $("end").addEventListener("click", () => call && wire.ask("hang_up", { sid: call.sid }));
  $("accept").addEventListener("click", () => {
    local.audio().resume();
    wire.ask("answer", { sid: call.sid }).then(() => $("end").focus());
  });
  $("refuse").addEventListener("click", () => wire.ask("reject", { sid: call.sid }));
  for (const key of document.querySelectorAll("[data-key]")) key.addEventListener("click", () => press(key.dataset.key));
  $("say").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("speech").value.trim();
    if (!text || !call) return;
    voice.hush();
    wire.ask("speak", { sid: call.sid, text });
    $("speech").value = "";
  });
  $("voice").addEventListener("change", ({ target }) => {
    voice.isOn = target.checked;
    if (!voice.isOn) voice.hush();
  });

  // Digits go to the phone wherever one is, except where one types.
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input[type=text], input[type=tel], textarea")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^[0-9*#]$/.test(event.key)) {
      event.preventDefault();
      press(event.key);
    }
    if (event.key === "Escape" && call) wire.ask("hang_up", { sid: call.sid });
  });

  const choose = (radio) => {
    $("number").value = radio.value === "anonymous" ? "" : radio.value;
    for (const hint of document.querySelectorAll("[data-try]")) hint.hidden = hint.dataset.try !== radio.id;
    wire.ask("phone", { page, number: number() });
  };
  for (const radio of document.querySelectorAll("#callers input")) {
    radio.addEventListener("change", () => {
      choose(radio);
      window.sessionStorage.caller = radio.id;
    });
  }
  $("number").addEventListener("change", () => wire.ask("phone", { page, number: number() }));
  const chosen = $(window.sessionStorage.caller ?? "") ?? document.querySelector("#callers input");
  chosen.checked = true;
  choose(chosen);
  show();

  // What a test asks this page.
  window.testPhone = {
    stats: async () => (call ? wire.meshes.get(call.sid)?.count() : undefined) ?? local.nothing,
  };
})();
