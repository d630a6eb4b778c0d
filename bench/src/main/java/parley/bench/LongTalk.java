package parley.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.Matter;
import parley.dossier.model.PersonId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.wire.Bodies;

/**
 * A talk that has gone on for years, always the same: forty agenda items that are amended again and
 * again, the time beside them, objections and withdrawals, people in and out of the room, devices,
 * statements, rotations. Every act is acknowledged by the other side's node; of the entries that a
 * person signed every second is by an ES256 key.
 */
final class LongTalk {
  private static final int ITEMS = 40;

  private final SampleTalk talk = SampleTalk.fixed();
  private final int entries;
  private final List<Body> bodies = new ArrayList<>();
  private final Map<Matter, Digest> inForce = new HashMap<>();
  private int written;

  private LongTalk(int entries) {
    this.entries = entries;
    this.written = talk.entries().size();
  }

  /** The exported dossier of a talk of so many entries. */
  static byte[] export(int entries) {
    LongTalk talk = new LongTalk(entries);
    for (int round = 0; talk.goesOn(); round++) {
      talk.round(round);
    }
    return talk.talk.export(talk.bodies);
  }

  private boolean goesOn() {
    return written < entries;
  }

  private void round(int round) {
    boolean even = round % 2 == 0;
    SampleSide by = even ? talk.first : talk.second;
    SampleSide other = even ? talk.second : talk.first;
    answered(round, by, other);
    if (round % 10 == 3) {
      said(by, new Act.Enter(SampleSide.PRINCIPAL), other);
      said(by, new Act.Leave(SampleSide.PRINCIPAL), other);
    }
    if (round % 25 == 7) {
      said(by, new Act.Release(Digest.of("statement " + round)), SampleSide.SPOKESPERSON, other);
    }
    if (round % 100 == 11) {
      said(by, new Act.AdmitDevice(SampleSide.ADVISER, by.key("device " + round)), other);
    }
    if (round % 400 == 23) {
      Digest rotation = said(by, by.rotation(), other);
      said(other, new Act.Accept(by.id, rotation), by);
    }
  }

  /** A proposal, and what the other side says to it. */
  private void answered(int round, SampleSide by, SampleSide other) {
    Term term = term(round);
    PersonId signer = round % 4 < 2 ? SampleSide.PRINCIPAL : SampleSide.ADVISER;
    PersonId answerer = round % 4 < 2 ? SampleSide.ADVISER : SampleSide.PRINCIPAL;
    List<Digest> replaces = Optional.ofNullable(inForce.get(term.matter())).stream().toList();
    Digest proposal = said(by, talk.proposal(term, replaces), signer, other);
    if (round % 8 == 5) {
      said(other, new Act.Objection(proposal, Optional.empty()), answerer, by);
      said(by, new Act.Withdraw(proposal, Optional.empty()), signer, other);
    } else if (goesOn()) {
      said(other, new Act.Consent(proposal), answerer, by);
      inForce.put(term.matter(), proposal);
    }
  }

  private Term term(int round) {
    int number = round % (ITEMS + 1);
    if (number == ITEMS) {
      return new Term.Time(
          talk.now().plusSeconds(86_400), talk.first.credentials.zone(), List.of());
    }
    Texts title = Texts.of(Map.of("en", "Item " + number, "ru", "Вопрос " + number));
    Texts wording =
        Texts.of(
            Map.of(
                "en", "The sides discuss this for the time agreed, version " + round + ".",
                "ru", "Стороны обсуждают это в согласованное время, редакция " + round + "."));
    Body body = Bodies.of(new ItemText(title, wording), Digest.of("salt " + round).bytes());
    bodies.add(body);
    return new Term.AgendaItem(
        new ItemId("item-" + number), number + 1, 10 + round % 20, body.digest());
  }

  private Digest said(SampleSide by, Act act, SampleSide heard) {
    return said(by, act, SampleSide.ADVISER, heard);
  }

  /** One side acts, the other side's node acknowledges it. */
  private Digest said(SampleSide by, Act act, PersonId person, SampleSide heard) {
    Entry entry = talk.act(by, act, person);
    written++;
    if (goesOn()) {
      talk.act(heard, new Act.Acknowledge());
      written++;
    }
    return entry.actDigest();
  }
}
