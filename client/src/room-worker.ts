// The room's worker: the dossier, the group's keys and the frames' keys live here and nowhere else.
import { attach, type Transformer } from "./crypto/frames.ts";
import { Custodian } from "./custody/custodian.ts";
import type { News, Order } from "./protocol/keeper.ts";

interface Scope {
  postMessage(news: News): void;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  onrtctransform: ((event: { transformer: Transformer }) => void) | null;
}

const scope = self as unknown as Scope;
const custodian = new Custodian((news) => scope.postMessage(news));

scope.onmessage = ({ data }) => custodian.order(data);
scope.onrtctransform = ({ transformer }) => {
  void attach(transformer, custodian.keyring, {
    flow: ({ chain, person, purpose }, flow) => scope.postMessage({ kind: "flow", chain, person, purpose, flow }),
    keyFrameWanted: (purpose) => scope.postMessage({ kind: "key frame", purpose }),
  });
};
