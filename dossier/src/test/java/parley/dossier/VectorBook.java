package parley.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.ItemText;
import parley.dossier.model.Medium;
import parley.dossier.model.Reason;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.verify.DossierFile;
import parley.dossier.wire.Bodies;

/** A talk that has begun, and what is needed to spoil it and write down the verdict. */
class VectorBook {
  /** What a verifier must say: nothing agreed on names a reason, and where. */
  record Expected(String reason, String chain, long seq) {}

  /** A file and what must be said of it; {@code HOLDS} as reason for a valid one. */
  record Vector(String file, Expected expected) {}

  final Map<String, Vector> all;
  final Story story;
  final Side norland;
  final Side sudria;
  final Dossier dossier;
  final Instant later;
  final Term.Format video = new Term.Format(Medium.VIDEO, 60);

  VectorBook() {
    this(Story.ofTwo(), new LinkedHashMap<>());
  }

  VectorBook(VectorBook same) {
    this(same.story, same.all);
  }

  private VectorBook(Story story, Map<String, Vector> all) {
    this.story = story;
    this.all = all;
    this.norland = story.sides.get(0);
    this.sudria = story.sides.get(1);
    this.dossier = story.copy(sudria);
    this.later = story.now().plus(Duration.ofHours(1));
  }

  static Body text() {
    return Bodies.of(
        new ItemText(
            Texts.of(Map.of("en", "Legal guarantees", "ru", "Правовые гарантии")),
            Texts.of(Map.of("en", "The parties discuss.", "ru", "Стороны обсуждают."))),
        Side.seed("salt"));
  }

  static Side norland(Story story) {
    return story.sides.get(0);
  }

  static Side sudria(Story story) {
    return story.sides.get(1);
  }

  Dossier rebuilt() {
    return Story.rebuilt(dossier.talk(), dossier.entries());
  }

  Forge ack() {
    return ack(dossier);
  }

  Forge ack(Dossier in) {
    return Forge.next(in, sudria, new Act.Acknowledge(), later);
  }

  Forge propose(Term term) {
    return Forge.next(dossier, sudria, story.proposal(term), later);
  }

  /** The act's exact bytes as an entry carries them. */
  static String dossierAct(Entry entry) {
    String payload = text(entry.jws().split("\\.")[1]);
    String act = payload.replaceFirst(".*\"act\":\"([^\"]*)\".*", "$1");
    return text(act);
  }

  static String text(String base64Url) {
    return new String(Base64Url.decode(base64Url, 1 << 20), StandardCharsets.UTF_8);
  }

  static String header(String jws, UnaryOperator<String> edit) {
    String[] parts = jws.split("\\.");
    return encode(edit.apply(text(parts[0]))) + "." + parts[1] + "." + parts[2];
  }

  static String payload(String jws, UnaryOperator<String> edit) {
    String[] parts = jws.split("\\.");
    return parts[0] + "." + encode(edit.apply(text(parts[1]))) + "." + parts[2];
  }

  static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static DossierFile file(Dossier dossier) {
    return DossierFile.of(dossier, List.of());
  }

  String with(DossierFile file, List<String> sudriasChain) {
    TreeMap<DelegationId, List<String>> chains = new TreeMap<>(file.chains());
    chains.put(sudria.id, List.copyOf(sudriasChain));
    return new DossierFile(file.talk(), chains, file.bodies()).write();
  }

  void holds(String name, DossierFile file) {
    all.put(name, new Vector(file.write(), new Expected("HOLDS", "", 0)));
  }

  /** The begun talk with this entry added at the end of Sudria's chain. */
  void fails(Reason reason, String what, String jws) {
    String name = reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + what;
    add(name, reason, dossier, jws, sudria.id);
  }

  void fails(String name, Reason reason, Dossier in, String jws, Forge forge) {
    add(name, reason, in, jws, forge.chain);
  }

  void add(String name, Reason reason, Dossier in, String jws, DelegationId chain) {
    DossierFile file = file(in);
    TreeMap<DelegationId, List<String>> chains = new TreeMap<>(file.chains());
    List<String> longer = new ArrayList<>(chains.getOrDefault(chain, List.of()));
    longer.add(jws);
    chains.put(chain, longer);
    String text = new DossierFile(file.talk(), chains, file.bodies()).write();
    put(name, text, reason, chain.value(), longer.size());
  }

  void put(String name, String file, Reason reason, String chain, long seq) {
    if (all.put(name, new Vector(file, new Expected(reason.name(), chain, seq))) != null) {
      throw new IllegalStateException("two vectors are called " + name);
    }
  }
}
