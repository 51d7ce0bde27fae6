// Talking through the screen: the microphone, the sound from the city's side, and a sign of life while it lasts.
// The server knows how the call stands; here it is only carried out. A page loaded anew connects anew.
(() => {
  "use strict";

  const PULSE_MS = 1000;
  const QUICK_MS = 300; // while two browsers are finding each other
  const GATHER_MS = 2500;
  const LOST_MS = 6000; // without sound, until another connection is tried

  const bar = () => document.getElementById("call-bar");
  const voice = () => document.getElementById("call-voice");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const newAttempt = () => crypto.randomUUID();

  let microphone = null;
  let peer = null; // {connection, attempt, received}
  let outbox = [];
  let heard = "";
  let running = false;
  let lastSoundAt = 0;
  let seen = { state: "ended", version: "" };

  const openMicrophone = async () => {
    if (!navigator.mediaDevices) return "missing";
    try {
      microphone ??= await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      return "open";
    } catch (fault) {
      return fault.name === "NotAllowedError" ? "refused" : "missing";
    }
  };
  const closeMicrophone = () => {
    for (const track of microphone?.getTracks() ?? []) track.stop();
    microphone = null;
  };

  // Nothing begins before the microphone is known to work: whoever cannot be heard is told so first.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-call-begin]") || microphone) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    const said = await openMicrophone();
    for (const why of ["refused", "missing"]) document.getElementById(`mic-${why}`).hidden = said !== why;
    if (said === "open") form.requestSubmit(pressed);
  }, true);

  const say = (what, attempt, text = "") => outbox.push({ what, attempt, text });
  const greet = () => say("hello", newAttempt());

  const gathered = (connection) => new Promise((resolve) => {
    if (connection.iceGatheringState === "complete") { resolve(); return; }
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState === "complete") resolve();
    });
    window.setTimeout(resolve, GATHER_MS);
  });

  // The former connection goes on until the new one stands: nobody notices who passes whom on.
  const former = new Set();
  const dropFormer = () => {
    for (const connection of former) connection.close();
    former.clear();
  };
  const dropPeer = () => {
    dropFormer();
    peer?.connection.close();
    peer = null;
    const sound = voice();
    if (sound) sound.srcObject = null;
  };

  const answer = async (offer, now) => {
    if (peer) former.add(peer.connection);
    const connection = new RTCPeerConnection({
      iceServers: now.servers.map(tidy),
      iceTransportPolicy: now.relayed ? "relay" : "all",
    });
    peer = { connection, attempt: offer.attempt, received: 0 };
    lastSoundAt = performance.now();
    let sound = null;
    connection.addEventListener("track", (event) => { sound = event.streams[0] ?? new MediaStream([event.track]); });
    connection.addEventListener("connectionstatechange", () => {
      if (connection.connectionState !== "connected" || peer?.connection !== connection) return;
      dropFormer();
      voice().srcObject = sound;
      voice().play().catch(() => {});
    });
    for (const track of microphone.getTracks()) connection.addTrack(track, microphone);
    await connection.setRemoteDescription({ type: "offer", sdp: offer.text });
    await connection.setLocalDescription();
    await gathered(connection);
    if (peer?.connection === connection) say("answer", offer.attempt, connection.localDescription.sdp);
  };
  const tidy = (server) => (server.username ? server : { urls: server.urls });

  const receivedOver = async (connection) => {
    let packets = 0;
    for (const report of (await connection.getStats()).values()) {
      if (report.type === "inbound-rtp" && report.kind === "audio") packets += report.packetsReceived;
    }
    return packets;
  };

  // Whether sound comes in now; after a long silence on the wire another connection is asked for.
  const listen = async () => {
    if (!peer) return false;
    const packets = await receivedOver(peer.connection);
    const now = performance.now();
    if (packets > peer.received) {
      peer.received = packets;
      lastSoundAt = now;
    } else if (now - lastSoundAt > LOST_MS) {
      lastSoundAt = now;
      greet();
    }
    return packets > 0;
  };

  const showTimer = () => {
    const timer = document.querySelector("[data-call-timer]");
    if (!timer) return;
    timer.dataset.since ??= String(performance.now() - Number(timer.dataset.callTimer) * 1000);
    const seconds = Math.floor((performance.now() - Number(timer.dataset.since)) / 1000);
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  const showBar = () => {
    const place = bar();
    if (!place) return;
    place.dataset.state = seen.state;
    place.hidden = seen.state === "ended" || Boolean(document.querySelector("[data-call-screen]"));
  };

  const carryOut = (now) => {
    const isNews = now.version !== seen.version;
    seen = now;
    for (const track of microphone?.getAudioTracks() ?? []) track.enabled = !now.muted;
    showBar();
    const standing = document.getElementById("call-state");
    if (standing && isNews && standing.dataset.callVersion !== now.version) window.htmx.trigger(standing, "moved");
  };

  const takeIn = async (now) => {
    for (const signal of now.signals) {
      heard = signal.id;
      if (signal.what === "again") greet();
      if (signal.what === "offer" && microphone) await answer(signal, now);
    }
  };

  const pulse = async () => {
    const said = outbox;
    outbox = [];
    const body = { said, heard, hears: await listen(), attempt: peer?.attempt ?? "" };
    try {
      const response = await fetch("/talk/call/pulse", {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify(body),
      });
      if (response.type === "opaqueredirect") { // the visit is over, and so is all that was its own
        stop();
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      const now = await response.json();
      if (now.away) outbox = [...said, ...outbox];
      await takeIn(now);
      carryOut(now);
      if (now.state === "ended") stop();
    } catch {
      outbox = [...said, ...outbox];
    }
  };

  const isQuick = () => seen.state === "connecting" || outbox.length > 0;
  const beat = async () => {
    if (!running) return;
    await pulse();
    showTimer();
    if (running) window.setTimeout(beat, isQuick() ? QUICK_MS : PULSE_MS);
  };

  const start = async () => {
    if (running) return;
    running = true;
    heard = "";
    outbox = [];
    const said = await openMicrophone();
    const note = document.getElementById("call-mic");
    if (note) note.hidden = said === "open";
    if (said === "open") greet();
    beat();
  };

  const stop = () => {
    running = false;
    seen = { ...seen, state: "ended" };
    dropPeer();
    closeMicrophone();
    showBar();
  };

  const isOn = () => bar()?.dataset.callOn === "yes" || document.getElementById("call-state") !== null;
  const look = () => {
    if (document.getElementById("call-state")) start();
    showBar();
    showTimer();
  };

  document.addEventListener("DOMContentLoaded", () => { if (isOn()) start(); });
  document.addEventListener("htmx:afterSettle", look);

  // Shut at once; the server hears of it a moment later.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-call-mute]")) return;
    const isShut = event.target.elements.muted.value === "yes";
    for (const track of microphone?.getAudioTracks() ?? []) track.enabled = !isShut;
  }, true);

  // How loud: ten steps, kept by the page; the keypad has keys for it, too.
  const turn = (step) => {
    const sound = voice();
    if (sound) sound.volume = Math.min(1, Math.max(0.1, sound.volume + step * 0.15));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-call-volume]");
    if (button) turn(Number(button.dataset.callVolume));
  });

  window.addEventListener("pagehide", stop);
})();
