/** How something is mounted into a container. `arbitrary` is any other file system type. */
export type CustomMountType = "bind" | "tmpfs" | "overlay" | "inaccessible" | "arbitrary";

/** Something that is mounted into a container. Origin: CustomMount at 257. */
export interface CustomMount {
  readonly type: CustomMountType;
  readonly readOnly: boolean;
  /** Absolute; after `+` below the container's root. The upper directory of an overlay; `null` for a temporary one. */
  readonly source: string | null;
  /** Absolute path in the container. */
  readonly destination: string;
  /** Mount options as written. */
  readonly options: string | null;
  readonly workDir: string | null;
  /** Lower directories of an overlay, the lowest first; `null` for other types. */
  readonly lower: readonly string[] | null;
  /** File system type of an `arbitrary` mount. */
  readonly typeArgument: string | null;
  /** Whether it does not matter when mounting fails. */
  readonly graceful: boolean;
  /** Whether it is mounted inside the user namespace. */
  readonly inUserNamespace: boolean;
}

/** A mount with everything that is not given at its default. */
export function customMount(
  type: CustomMountType,
  destination: string,
  more: Partial<Omit<CustomMount, "type" | "destination">> = {},
): CustomMount {
  const { readOnly = false, source = null, options = null, workDir = null, lower = null } = more;
  const { typeArgument = null, graceful = false, inUserNamespace = false } = more;
  return {
    type,
    readOnly,
    source,
    destination,
    options,
    workDir,
    lower,
    typeArgument,
    graceful,
    inUserNamespace,
  };
}
