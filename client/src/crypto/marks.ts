// Whether others who say that they are in this browser's epoch have its keys: nodes pass on what they say. It finds nodes
// that order a group in two ways; a node that also alters what is said of marks is found by the code on the screens alone.

import type { Group } from "./group.ts";

/** Told to everybody, so it says nothing of the keys but whether they are the same. */
const BYTES = 8;

interface Mark {
  generation: number;
  epoch: number;
  /** 16 hexadecimal digits. */
  mark: string;
}

/** What the keys of a group's epoch look like. */
export async function markOf(group: Group): Promise<Mark> {
  const bytes = await group.secret("parley epoch mark", new Uint8Array(), BYTES);
  const mark = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { generation: group.ground.place.generation, epoch: group.epoch, mark };
}

export class Marks {
  private readonly others = new Map<string, Mark>();
  private own: Mark | undefined;
  /** Whose keys of this epoch are others. */
  apart: string[] = [];

  constructor(private readonly tell: (apart: string[]) => void) {}

  /** Somebody else's. */
  compare({ person, generation, epoch, mark }: Mark & { person: string }): void {
    this.others.set(person, { generation, epoch, mark });
    this.look();
  }

  /** This browser is in a new epoch, which begins with nobody apart. */
  enter(own: Mark): void {
    this.own = own;
    this.apart = [];
    this.look();
  }

  leave(): void {
    this.own = undefined;
    this.look();
  }

  private look(): void {
    const { own } = this;
    const isApart = (other: Mark) => own !== undefined && other.generation === own.generation && other.epoch === own.epoch && other.mark !== own.mark;
    const apart = [...this.others].filter(([, other]) => isApart(other)).map(([person]) => person);
    if (apart.join() === this.apart.join()) return;
    this.apart = apart;
    this.tell(apart);
  }
}
