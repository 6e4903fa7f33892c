//! CUPS through IPP.
