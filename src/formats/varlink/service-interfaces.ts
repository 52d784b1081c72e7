/** Name of the interface that every service has. */
export const SERVICE_INTERFACE = "org.varlink.service";

/** Name of the error that tells of an errno only. */
export const SYSTEM_ERROR = "io.systemd.System";

/**
 * Names of the fields of the service interface's methods, in calls and in replies: a call with a field of the reply passes
 * the check by the description, as it does in systemd.
 */
export const INFO_FIELDS: ReadonlySet<string> = new Set(["vendor", "product", "version", "url", "interfaces"]);
export const DESCRIPTION_FIELDS: ReadonlySet<string> = new Set(["interface", "description"]);

/** Descriptions of the interfaces that every service of systemd has, sorted by name. */
export const BUILT_IN_INTERFACES: readonly (readonly [name: string, description: string])[] = [
  [
    "io.systemd",
    `interface io.systemd

error Disconnected()

error TimedOut()

error Protocol()

error System(
	errno: int
)
`,
  ],
  [
    SERVICE_INTERFACE,
    `# General Varlink service interface
interface org.varlink.service

# Get service meta information
method GetInfo() -> (
	# String identifying the vendor of this service
	vendor: string,
	# String identifying the product implementing this service
	product: string,
	# Version string of this product
	version: string,
	# Web URL pointing to additional information about this service
	url: string,
	# List of interfaces implemented by this service
	interfaces: []string
)

# Get description of an implemented interface in Varlink IDL format
method GetInterfaceDescription(
	# Name of interface to query interface description of
	interface: string
) -> (
	# Interface description in Varlink IDL format
	description: string
)

# Error returned if a method is called on an unknown interface
error InterfaceNotFound(
	# Name of interface that was called but does not exist
	interface: string
)

# Error returned if an unknown method is called on an known interface
error MethodNotFound(
	# Name of method that was called but does not exist
	method: string
)

# Error returned if an method is called that is known but not implemented
error MethodNotImplemented(
	# Name of method that was called but is not implemented.
	method: string
)

# Error returned if a method is called with an invalid parameter
error InvalidParameter(
	# Name of the invalid parameter
	parameter: string
)

# General permission error
error PermissionDenied()

# A method was called with the 'more' flag off, but it may only be called with the flag turned on
error ExpectedMore()
`,
  ],
];
