/** What a project needs to write scenarios and adapters of its own; `overlay-conformance/vitest` runs them. */
export * from "./language/index.ts";
export type { IdentifiedScenario, MountSpec, Scenario, Suite } from "./language/scenario.ts";
export type { Lacks } from "./language/protocol.ts";
export type { FeatureSet } from "./language/feature.ts";
export {
  type Adapter,
  type Available,
  type Host,
  type InProcessAdapter,
  type InProcessSubject,
  type Layers,
  type MountedAdapter,
  type MountedSubject,
  MountFailure,
  type Unavailable,
} from "../adapters/adapter.ts";
export type { FileSystem, Handle, Stats } from "../adapters/file-system.ts";
