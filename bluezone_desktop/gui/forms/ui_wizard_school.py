# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'wizard_school.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QFormLayout, QFrame,
    QHBoxLayout, QLabel, QLineEdit, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

class Ui_WizardSchool(object):
    def setupUi(self, WizardSchool):
        if not WizardSchool.objectName():
            WizardSchool.setObjectName(u"WizardSchool")
        WizardSchool.resize(900, 600)
        self.outer = QHBoxLayout(WizardSchool)
        self.outer.setSpacing(8)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(24, 24, 24, 24)
        self.left = QSpacerItem(24, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.outer.addItem(self.left)

        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.above = QSpacerItem(20, 24, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.above)

        self.brand_row = QHBoxLayout()
        self.brand_row.setSpacing(8)
        self.brand_row.setObjectName(u"brand_row")
        self.brand_row.setContentsMargins(0, 0, 0, 0)
        self.brand_icon = QLabel(WizardSchool)
        self.brand_icon.setObjectName(u"brand_icon")

        self.brand_row.addWidget(self.brand_icon)

        self.brand = QLabel(WizardSchool)
        self.brand.setObjectName(u"brand")
        self.brand.setProperty(u"role", u"heading")

        self.brand_row.addWidget(self.brand)

        self.brand_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.brand_row.addItem(self.brand_space)

        self.language = QPushButton(WizardSchool)
        self.language.setObjectName(u"language")
        self.language.setProperty(u"role", u"link")

        self.brand_row.addWidget(self.language)


        self.column.addLayout(self.brand_row)

        self.brand_gap = QSpacerItem(20, 16, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.brand_gap)

        self.step = QLabel(WizardSchool)
        self.step.setObjectName(u"step")
        self.step.setProperty(u"role", u"secondary")

        self.column.addWidget(self.step)

        self.title = QLabel(WizardSchool)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.column.addWidget(self.title)

        self.explain = QLabel(WizardSchool)
        self.explain.setObjectName(u"explain")
        self.explain.setProperty(u"role", u"secondary")
        self.explain.setWordWrap(True)

        self.column.addWidget(self.explain)

        self.gap = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap)

        self.card = QFrame(WizardSchool)
        self.card.setObjectName(u"card")
        self.card.setProperty(u"role", u"card")
        self.form = QFormLayout(self.card)
        self.form.setObjectName(u"form")
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignVCenter)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.form.setContentsMargins(24, 24, 24, 24)
        self.name_label = QLabel(self.card)
        self.name_label.setObjectName(u"name_label")

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name = QLineEdit(self.card)
        self.name.setObjectName(u"name")

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.name)

        self.level_label = QLabel(self.card)
        self.level_label.setObjectName(u"level_label")

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.level_label)

        self.level = QComboBox(self.card)
        self.level.setObjectName(u"level")

        self.form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.level)

        self.superior_label = QLabel(self.card)
        self.superior_label.setObjectName(u"superior_label")

        self.form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.superior_label)

        self.superior = QComboBox(self.card)
        self.superior.setObjectName(u"superior")
        self.superior.setEditable(True)

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.superior)

        self.place_label = QLabel(self.card)
        self.place_label.setObjectName(u"place_label")

        self.form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.place_label)

        self.place = QLineEdit(self.card)
        self.place.setObjectName(u"place")

        self.form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.place)

        self.school_year_label = QLabel(self.card)
        self.school_year_label.setObjectName(u"school_year_label")

        self.form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.school_year_label)

        self.school_year = QComboBox(self.card)
        self.school_year.setObjectName(u"school_year")
        self.school_year.setEditable(True)

        self.form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.school_year)


        self.column.addWidget(self.card)

        self.problem = QLabel(WizardSchool)
        self.problem.setObjectName(u"problem")
        self.problem.setProperty(u"role", u"problem")
        self.problem.setWordWrap(True)

        self.column.addWidget(self.problem)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.later = QLabel(WizardSchool)
        self.later.setObjectName(u"later")
        self.later.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.later)

        self.foot_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_space)

        self.go_on = QPushButton(WizardSchool)
        self.go_on.setObjectName(u"go_on")
        self.go_on.setProperty(u"role", u"primary")

        self.foot.addWidget(self.go_on)


        self.column.addLayout(self.foot)

        self.below = QSpacerItem(20, 24, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)


        self.outer.addLayout(self.column)

        self.right = QSpacerItem(24, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.outer.addItem(self.right)

        self.outer.setStretch(0, 1)
        self.outer.setStretch(2, 1)
#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name)
        self.level_label.setBuddy(self.level)
        self.superior_label.setBuddy(self.superior)
        self.place_label.setBuddy(self.place)
        self.school_year_label.setBuddy(self.school_year)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.name, self.level)
        QWidget.setTabOrder(self.level, self.superior)
        QWidget.setTabOrder(self.superior, self.place)
        QWidget.setTabOrder(self.place, self.school_year)
        QWidget.setTabOrder(self.school_year, self.go_on)
        QWidget.setTabOrder(self.go_on, self.language)

        self.retranslateUi(WizardSchool)

        self.go_on.setDefault(True)


        QMetaObject.connectSlotsByName(WizardSchool)
    # setupUi

    def retranslateUi(self, WizardSchool):
        self.brand.setText(QCoreApplication.translate("WizardSchool", u"window.program", None))
        self.language.setText(QCoreApplication.translate("WizardSchool", u"wizard.other_language", None))
        self.step.setText(QCoreApplication.translate("WizardSchool", u"wizard.step_one", None))
        self.title.setText(QCoreApplication.translate("WizardSchool", u"wizard.school_title", None))
        self.explain.setText(QCoreApplication.translate("WizardSchool", u"wizard.school_explain", None))
        self.name_label.setText(QCoreApplication.translate("WizardSchool", u"wizard.name", None))
        self.name.setPlaceholderText(QCoreApplication.translate("WizardSchool", u"wizard.name_example", None))
        self.level_label.setText(QCoreApplication.translate("WizardSchool", u"wizard.level", None))
        self.superior_label.setText(QCoreApplication.translate("WizardSchool", u"wizard.superior", None))
        self.place_label.setText(QCoreApplication.translate("WizardSchool", u"wizard.place", None))
        self.place.setPlaceholderText(QCoreApplication.translate("WizardSchool", u"wizard.place_example", None))
        self.school_year_label.setText(QCoreApplication.translate("WizardSchool", u"wizard.school_year", None))
        self.later.setText(QCoreApplication.translate("WizardSchool", u"wizard.change_later", None))
        self.go_on.setText(QCoreApplication.translate("WizardSchool", u"wizard.go_on", None))
        pass
    # retranslateUi

