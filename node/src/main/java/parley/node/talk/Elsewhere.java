package parley.node.talk;

import java.util.List;
import java.util.Optional;

/**
 * What a talk's page says of where its sides live.
 *
 * @param envelopes invitations that nobody has taken yet
 * @param notices of lines that are down
 * @param details of the lines, such as when they were tested
 * @param host what whoever runs this node could see, if several sides live on it
 */
public record Elsewhere(
    List<Abroad.Envelope> envelopes,
    List<String> notices,
    List<Abroad.Detail> details,
    Optional<String> host) {

  static Elsewhere of(Reader reader, Abroad abroad) {
    return new Elsewhere(
        abroad.envelopes(reader.seat(), reader.language()),
        abroad.notices(reader.seat(), reader.language()),
        abroad.details(reader.seat(), reader.language()),
        host(reader));
  }

  /** What whoever runs this node could see, in words, if several sides of the talk live on it. */
  static Optional<String> host(Reader reader) {
    return reader.talk().local().size() < 2
        ? Optional.empty()
        : Optional.of(reader.text("talk.host.text"));
  }
}
