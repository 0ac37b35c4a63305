/** What customers may do by themselves: logins that are proved by records, own bills, own usage, own applications. */
@Export
@Version("1.1.0")
package org.karawatt.portal.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
