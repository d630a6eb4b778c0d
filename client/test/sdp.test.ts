import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { composeAnswer } from "../src/media/answer.ts";
import { codecsOf, extensionsOf, readOffer, sentTrack } from "../src/media/offer.ts";
import type { RemoteTrack } from "../src/protocol/messages.ts";
import { captured, everyOffer, random, relay, remoteTrack } from "./offers.ts";

const sectionsOf = (sdp: string) => sdp.split(/\r\n(?=m=)/).slice(1);
const mids = (sdp: string) => [...sdp.matchAll(/a=mid:(\S+)/g)].map((match) => match[1]);

describe("what is read of an offer", () => {
  test("Chromium's payload types and extension ids", () => {
    const offer = readOffer(captured("chromium", "first"));
    assert.deepEqual(codecsOf(offer), { opus: 111, vp8: 96, rtx: 97 });
    assert.deepEqual(extensionsOf(offer), {
      mid: 4, rid: 10, repairedRid: 11, transportSequence: 3, audioTransportSequence: 3, audioLevel: 1, dependencyDescriptor: 12,
    });
  });

  test("Firefox's payload types and extension ids", () => {
    const offer = readOffer(captured("firefox", "first"));
    assert.deepEqual(codecsOf(offer), { opus: 109, vp8: 120, rtx: 124 });
    assert.deepEqual(extensionsOf(offer), {
      mid: 3, rid: 9, repairedRid: 10, transportSequence: 7, audioTransportSequence: 7, audioLevel: 1, dependencyDescriptor: 8,
    });
  });

  for (const { browser, name, sdp } of everyOffer) {
    test(`${browser}, ${name}: a microphone with its SSRC and a camera in three sizes, smallest first`, () => {
      const offer = readOffer(sdp);
      const microphone = sentTrack(offer, "0", "microphone");
      const camera = sentTrack(offer, "1", "camera");
      assert.ok("ssrc" in microphone && microphone.ssrc > 0);
      assert.ok("rids" in camera);
      assert.deepEqual(camera.rids, ["q", "h", "f"]);
      assert.match(offer.fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
      assert.ok(offer.ice.pwd.length >= 22);
    });
  }

  test("a bundle-only section is not a stopped one", () => {
    assert.ok(readOffer(captured("firefox", "receiving")).sections.every((section) => !section.stopped));
  });

  test("a text that is no offer is refused", () => {
    assert.throws(() => readOffer("v=0\r\n"));
    assert.throws(() => readOffer(captured("chromium", "first").replaceAll(/a=fingerprint.*\r\n/g, "")));
  });
});

describe("the composed answer", () => {
  for (const { browser, name, sdp } of everyOffer) {
    const offer = readOffer(sdp);
    const answer = composeAnswer(offer, relay, new Map());

    test(`${browser}, ${name}: answers every section in the offer's order and bundles them all`, () => {
      assert.deepEqual(mids(answer), mids(sdp));
      assert.deepEqual(sectionsOf(answer).map((each) => each.slice(2, 7)), sectionsOf(sdp).map((each) => each.slice(2, 7)));
      assert.match(answer, new RegExp(`a=group:BUNDLE ${mids(sdp).join(" ")}\r\n`));
    });

    test(`${browser}, ${name}: names only payload types, extensions and feedback that were offered`, () => {
      sectionsOf(answer).forEach((section, index) => {
        const offered = sectionsOf(sdp)[index] ?? "";
        for (const [, id, uri] of section.matchAll(/a=extmap:(\d+) (\S+)/g)) {
          assert.match(offered, new RegExp(`a=extmap:${id}(/\\w+)? ${uri?.replaceAll(".", "\\.")}\\r?\\n`));
        }
        for (const [line] of section.matchAll(/a=rtcp-fb:.*/g)) assert.ok(offered.includes(line), line);
        for (const type of (/^m=\w+ 9 \S+ (.*)/.exec(section)?.[1] ?? "").split(" ")) assert.ok(offered.includes(`a=rtpmap:${type} `));
      });
    });

    test(`${browser}, ${name}: takes all three sizes, the dependency descriptor and transport-wide feedback from the camera`, () => {
      const camera = sectionsOf(answer)[1] ?? "";
      assert.match(camera, /a=recvonly/);
      assert.match(camera, /a=simulcast:recv q;h;f(\r\n|$)/);
      assert.match(camera, /dependency-descriptor/);
      assert.match(camera, /a=rtcp-fb:\d+ transport-cc/);
      assert.match(camera, /a=rtcp-fb:\d+ nack pli/);
    });
  }

  test("it is ICE-lite, passive, multiplexed, and allows mixed extension headers", () => {
    const answer = composeAnswer(readOffer(captured("chromium", "first")), relay, new Map());
    assert.match(answer.split("m=")[0] ?? "", /a=ice-lite\r\na=extmap-allow-mixed/);
    for (const section of sectionsOf(answer)) {
      for (const line of ["a=setup:passive", "a=rtcp-mux", "a=ice-ufrag:abcd", "a=end-of-candidates"]) assert.ok(section.includes(line), line);
      assert.match(section, /a=candidate:1 1 udp 2130706431 192\.0\.2\.7 40000 typ host/);
    }
  });

  // Any set of receiving sections, each with a track, without one, or stopped: what is announced is exactly what is carried.
  for (const browser of ["chromium", "firefox"] as const) {
    test(`${browser}: whatever receivers carry, each SSRC stands in its own section and nowhere else`, () => {
      const base = readOffer(captured(browser, "receiving"));
      for (let seed = 1; seed <= 300; seed++) {
        const below = random(seed);
        const receivers = base.sections.slice(2);
        const sections = Array.from({ length: below(12) }, (_, index) => {
          const model = receivers[below(receivers.length)];
          assert.ok(model);
          return { ...model, mid: `${index + 2}`, stopped: below(4) === 0 };
        });
        const incoming = new Map<string, RemoteTrack>();
        for (const section of sections) if (below(3) > 0) incoming.set(section.mid, remoteTrack(section.kind, Number(section.mid)));
        const answer = composeAnswer({ ...base, sections: [...base.sections.slice(0, 2), ...sections] }, relay, incoming);
        sectionsOf(answer).slice(2).forEach((text, index) => {
          const section = sections[index];
          assert.ok(section);
          const track = incoming.get(section.mid);
          const carried = [...text.matchAll(/a=ssrc:(\d+) cname/g)].map((match) => Number(match[1]));
          const expected = section.stopped || !track ? [] : track.rtxSsrc > 0 ? [track.ssrc, track.rtxSsrc] : [track.ssrc];
          assert.deepEqual(carried, expected, `seed ${seed}`);
          assert.equal(/^m=\w+ 0 /.test(text), section.stopped, `seed ${seed}`);
          assert.equal(text.includes("a=sendonly"), expected.length > 0, `seed ${seed}`);
        });
        const bundled = /a=group:BUNDLE (.*)\r/.exec(answer)?.[1]?.split(" ");
        assert.deepEqual(bundled, ["0", "1", ...sections.filter((each) => !each.stopped).map((each) => each.mid)], `seed ${seed}`);
      }
    });
  }

  test("a person's id cannot add a line", () => {
    const offer = readOffer(captured("firefox", "receiving"));
    const hostile = { ...remoteTrack("audio", 1), person: "x\r\na=ssrc:666 cname:y" };
    const answer = composeAnswer(offer, relay, new Map([["2", hostile]]));
    assert.ok(answer.includes(`a=ssrc:${hostile.ssrc} `));
    assert.ok(!answer.includes("\na=ssrc:666"));
  });
});
