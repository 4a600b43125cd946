package formsolutions

import "kontor/adapters"

// mailSettings are the settings of the way "mail".
var mailSettings = []adapters.Setting{}
