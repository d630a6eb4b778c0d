/**
 * Joint statements on their way to the public: what both sides have signed is published by this
 * node's clock, and the other side's press room is watched for it.
 */
package parley.node.press.joint;
