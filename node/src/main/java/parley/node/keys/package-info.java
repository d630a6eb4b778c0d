/**
 * What this node signs with: each delegation's keys, and in the demo each person's software
 * authenticator. Seeds lie locked beside the database and not in it (see {@link
 * parley.node.storage.KeyVault}).
 *
 * <p>A delegation has one sealing key for new talks, yet changing it is an act of its own in each
 * talk, signed by a person and accepted by the other side there. So a change is carried out in all
 * open talks in one go, and each step of it stands on its own:
 *
 * <ol>
 *   <li>the new next key is on the disk before any entry commits to it;
 *   <li>each talk's entry is durable by itself, and the chain says from then on which key it is at:
 *       there is no second record that a crash could make disagree with it;
 *   <li>a key is destroyed when no talk's chain is at it any more.
 * </ol>
 *
 * After a crash, or where a person's touch is still to come, some talks are at the old key and some
 * at the new: both are held, every talk goes on, and the page of keys offers to continue.
 */
package parley.node.keys;
