/** Who may come in and what they may do: logins, sessions, permissions. */
@Export
@Version("1.6.0")
package org.karawatt.security.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
