/// Classes as a user writes them, outside the packages of Papertape.
package mine;
