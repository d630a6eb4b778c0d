package parley.node.press.publicview;

import java.util.Optional;

/** All that a handler of the public pages can ask for. */
public interface PublicView {
  /** The press room with this slug. */
  Optional<PressRoom> room(String slug);

  /** The bytes of a picture that a released statement of this room shows. */
  Optional<byte[]> picture(String room, PublicPicture picture);
}
