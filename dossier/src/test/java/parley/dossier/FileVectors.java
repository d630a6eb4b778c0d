package parley.dossier;

import java.util.ArrayList;
import java.util.List;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.Reason;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.dossier.verify.DossierFile;

/** Files that hold, and files that were changed as a whole. */
final class FileVectors extends VectorBook {
  FileVectors(VectorBook book) {
    super(book);
  }

  void valid() {
    holds("valid-begun", file(dossier));
    holds("valid-agreed-and-closed", DossierFile.of(closed().copy(norland), List.of(text())));
    holds("valid-text-erased", DossierFile.of(closed().copy(norland), List.of()));
    Story three = Story.of(Side.norland(), Side.sudria(), Side.mediator());
    Entry offered = three.propose(three.sides.get(2), video);
    three.exchange();
    three.consent(three.sides.get(0), offered);
    three.consent(three.sides.get(1), offered);
    three.settle();
    holds("valid-good-offices", file(three.copy(three.sides.get(0))));
  }

  void files() {
    DossierFile good = file(dossier);
    String text = good.write();
    put("not-json-file", text.substring(0, text.length() - 1), Reason.NOT_JSON, "", 0);
    put("not-a-dossier", text.replace("parley-dossier", "minutes"), Reason.NOT_A_DOSSIER, "", 0);
    String agreed = DossierFile.of(closed().copy(norland), List.of(text())).write();
    put("body-mismatch", agreed.replace("discuss", "decide"), Reason.BODY_MISMATCH, "", 0);
    List<String> chain = good.chains().get(sudria.id);
    List<String> dropped = new ArrayList<>(chain);
    dropped.remove(1);
    put("entry-missing-dropped", with(good, dropped), Reason.ENTRY_MISSING, sudria.id.value(), 2);
    List<String> cut = chain.subList(0, 1);
    put("entry-missing-cut", with(good, cut), Reason.ENTRY_MISSING, sudria.id.value(), 2);
    List<String> twice = new ArrayList<>(chain);
    twice.add(2, chain.get(1));
    put("duplicate-entry", with(good, twice), Reason.DUPLICATE_ENTRY, sudria.id.value(), 3);
    List<String> forked = new ArrayList<>(chain);
    Dossier early = new Dossier(dossier.talk());
    dossier.entries().stream()
        .filter(e -> !e.chain().equals(sudria.id) || e.seq() < chain.size())
        .forEach(e -> early.admit(e.jws()));
    forked.add(ack(early).seal());
    put("equivocation", with(good, forked), Reason.EQUIVOCATION, sudria.id.value(), forked.size());
    put(
        "chain-mismatch-filed",
        text.replace("\"" + sudria.id + "\":[", "\"" + Side.third().id + "\":["),
        Reason.CHAIN_MISMATCH,
        Side.third().id.value(),
        1);
  }

  private Story closed() {
    Story agreed = Story.ofTwo();
    Side n = norland(agreed);
    Side s = sudria(agreed);
    agreeOn(agreed, n, s, new Term.AgendaItem(new ItemId("legal"), 5, 20, text().digest()));
    agreeOn(agreed, s, n, Story.time(0));
    agreeOn(
        agreed, n, s, new Term.Disclosure(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK));
    agreed.act(n, new Act.Release(Digest.of("statement")));
    agreed.settle();
    agreed.act(n, agreed.copy(n).closeAct(n.id));
    agreed.exchange();
    agreed.act(s, agreed.copy(s).closeAct(s.id));
    agreed.settle();
    return agreed;
  }

  private static void agreeOn(Story story, Side by, Side other, Term term) {
    Entry proposal = story.propose(by, term);
    story.exchange();
    story.consent(other, proposal);
    story.settle();
  }
}
