package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.node.people.Delegation;

/**
 * The form that convenes a talk.
 *
 * @param others whom one can invite
 * @param fault what has to be corrected
 */
public record ConvenePage(List<Delegation> others, String chosen, Optional<String> fault) {}
