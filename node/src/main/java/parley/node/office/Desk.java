package parley.node.office;

import parley.node.people.Audit;
import parley.node.people.Invitations;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.people.SignIns;
import parley.node.web.Exchange;

/** What the pages of the office share. */
record Desk(
    Administration administration,
    FreshLinks fresh,
    People people,
    PersonKeys keys,
    Invitations invitations,
    SignIns signIns,
    Audit audit) {

  Office office(Exchange exchange) {
    return Office.of(people, keys, invitations, exchange);
  }
}
