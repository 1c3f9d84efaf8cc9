/** The rules of the house: layers, contents of the API, seams, sizes, declarations of providers. */
@NullMarked
package dev.e2ei.tests.house;

import org.jspecify.annotations.NullMarked;
