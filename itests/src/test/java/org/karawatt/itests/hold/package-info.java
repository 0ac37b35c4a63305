/** What a black-box test puts into the server to see it in the middle of its work. */
package org.karawatt.itests.hold;
