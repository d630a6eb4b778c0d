package parley.node.talk;

import java.util.Optional;

/**
 * The devices of a talk on a page of their own.
 *
 * @param refusal why what the reader asked for was not done
 */
public record DevicesPage(DevicesView devices, Optional<String> refusal) {}
