/** Tests on the packed distribution, from outside: by its scripts, by HTTP and by a browser. */
package org.karawatt.itests.blackbox;
